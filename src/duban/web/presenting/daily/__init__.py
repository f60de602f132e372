"""What somebody opens every day: the desk, the overview, saved views."""
