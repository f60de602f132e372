"""The ladder of article 三: when a measure may be taken, and what each step on it asks for."""
