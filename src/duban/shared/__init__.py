"""What every floor uses: the actor, the one clock, the jurisdiction, errors and base types."""
