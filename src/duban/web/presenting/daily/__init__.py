"""What somebody opens every day: the desk and the overview."""
