"""Whose account is whose, how it is opened, and by whom."""
