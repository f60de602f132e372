"""Periodic reports: which is owed, handed in, rated, handed back (二, 四)."""
