"""Rows as the types that the mechanism judges: an inquiry as a docket, a ruling with its scale and clocks."""

from duban.accountability.facts import ruling_kinds
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
    "EVERYBODY", "ruling_kinds", "Dossier", "addressee_of", "dossier_of", "heard_of", "held_facts", "key_of", "limb_of",
    "same_proposals",
]  # fmt: skip
