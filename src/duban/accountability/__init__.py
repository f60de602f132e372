"""Accountability (五, 六): findings, statements, transfer, decisions and remedies. The system lists, people decide."""
