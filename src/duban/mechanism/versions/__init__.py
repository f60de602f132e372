"""Versions of the county's rules: what a new one changes, what it would do, and what superior documents put in place."""
