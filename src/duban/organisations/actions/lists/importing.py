"""What the directory takes in from ledgers: units, and people with their posts."""

from duban.organisations.actions.lists import importing_people, importing_units

__all__ = ["importing_people", "importing_units"]
