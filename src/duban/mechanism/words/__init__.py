"""Sentences: messages, the county's own names, what the rules do in words."""
