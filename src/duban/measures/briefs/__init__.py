"""What stands beside the acts of measures: the functions that the rows of the act table name."""

from duban.measures.briefs import effects, opening, reading

__all__ = ["effects", "opening", "reading"]
