"""What key work takes in from ledgers: matters, and the points of their plans."""

from duban.matters.actions.importing import keywork, points

__all__ = ["keywork", "points"]
