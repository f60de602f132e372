"""Rows as the types that the mechanism judges: an inquiry as a docket, a ruling with its ladder and clocks."""

from duban.accountability.facts import ladders
from duban.accountability.facts.dossier import (
    EVERYBODY,
    Dossier,
    addressee_of,
    dossier_of,
    heard_of,
    held_facts,
    key_of,
    limb_of,
    same_proposals,
)

__all__ = [
    "EVERYBODY", "ladders", "Dossier", "addressee_of", "dossier_of", "heard_of", "held_facts", "key_of", "limb_of",
    "same_proposals",
]  # fmt: skip
