"""What stands beside the acts of accountability: the functions that the rows of the act table name."""

from duban.accountability.briefs import effects, opening, reading, yearly

__all__ = ["effects", "opening", "reading", "yearly"]
