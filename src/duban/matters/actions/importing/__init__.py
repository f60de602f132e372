"""Ledgers of key work and of milestones: each row held against what is registered, then done by its acts."""

from __future__ import annotations

from duban.acts.ledgers import Intake
from duban.matters.actions.importing.keywork import KeyWork
from duban.matters.actions.importing.points import Points

INTAKES = (Intake("matters", "matter.register", KeyWork), Intake("milestones", "matter.register", Points))
