"""What stands beside the acts of key work: the functions that the rows of the act table name."""

from duban.matters.briefs import choosing, effects, opening, reading

__all__ = ["choosing", "effects", "opening", "reading"]
