"""What several acts on measures need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

from duban.acts.registry import performs_each
from duban.acts.work import Work
from duban.matters.actions.shared import done, unit_name
from duban.measures.facts import NAMES
from duban.measures.models import Measure
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.parameters import Pack
from duban.rulebook.selectors import pack_for

F = TypeVar("F", bound=Callable[..., Any])
LABELS = {kind: spine.label for kind, spine in SPINES.items()}


def spine(verb: str, *kinds: str) -> Callable[[F], F]:
    """Register one function as the action of a spine act for these kinds of measure (default: all three)."""
    return performs_each("kind", {kind: f"{kind}.{verb}" for kind in kinds or tuple(SPINES)})  # type: ignore[return-value]


def pack_of(work: Work) -> Pack:
    """The pack that judges the act: that of its case."""
    return pack_for(work)


def text_digest(measure: Measure) -> str:
    """The digest of what the document states: frozen at approval, compared at issue; with that of a final text."""
    final = [measure.final_digest] if measure.final_digest else []
    text = json.dumps(
        [measure.kind, measure.issuer, measure.unit_id, measure.content, measure.facts, *final],
        ensure_ascii=False,
        sort_keys=True,
    )
    return hashlib.sha256(text.encode()).hexdigest()


__all__ = ["LABELS", "NAMES", "done", "pack_of", "spine", "text_digest", "unit_name"]
