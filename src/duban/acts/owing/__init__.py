"""What is owed, by whom it can be done, and how it is asked."""
