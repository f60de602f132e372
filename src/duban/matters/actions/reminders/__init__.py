"""What reminds those who owe something on a matter: the days themselves, and 催办 by hand."""
