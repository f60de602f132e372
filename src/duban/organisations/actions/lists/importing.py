"""What the directory takes in from ledgers: units, and people with their posts."""

from __future__ import annotations

from duban.acts.ledgers import Intake
from duban.organisations.actions.lists.importing_people import People
from duban.organisations.actions.lists.importing_units import Units

INTAKES = (Intake("units", "unit.create", Units), Intake("people", "post.appoint", People))
