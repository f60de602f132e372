"""Whether a paper in hand is genuine and in force, by the code printed on it; nothing of its content is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.acts.kinds import kind_of
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.mechanism.lifecycles import lifecycle_of, states_of


@dataclass(frozen=True)
class Genuine:
    """What is told of a genuine paper. `standing` is 有效, 已作废, 已撤回 or 已办结."""

    label: str
    issuers: tuple[str, ...]
    number: str
    issued_on: date | None
    standing: str
    in_force: bool
    pdf_sha256: str


def genuine(code: str) -> Genuine | None:
    """The issued paper that carries this code; None where none does."""
    copy = (
        IssuedCopy._base_manager.filter(code=code.strip().lower())
        .exclude(state__in=states_of("paper", "frozen"))
        .first()
    )
    if copy is None:
        return None
    standing = _standing(copy)
    return Genuine(
        label=KINDS[copy.kind].label,
        issuers=Paper.from_json(copy.content).issuers,
        number=copy.number,
        issued_on=copy.issued_on,
        standing=standing,
        in_force=standing == "有效",
        pdf_sha256=copy.pdf_sha256,
    )


def _standing(copy: IssuedCopy) -> str:
    """As the object stands: void, taken back, ended, or running."""
    rows: Any = kind_of(copy.object_kind).model._base_manager
    state: str = rows.values_list("state", flat=True).get(pk=copy.object_id)
    stands = lifecycle_of(copy.object_kind).state(state)
    if "annulled" in stands.words:
        return stands.label
    ended = "over" in stands.words
    return "已办结" if ended and copy.part == "document" else "有效"
