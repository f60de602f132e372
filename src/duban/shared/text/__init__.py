"""What can be told from a text alone."""
