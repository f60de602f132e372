"""Decisions: their kinds, how they are contested, what falls with them, the year's end (六, 七)."""
