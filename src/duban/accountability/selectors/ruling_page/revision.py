"""A change of a ruling as its page shows it: what stands in the place of what, on which document, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duban.accountability import policies
from duban.accountability.facts import ruling_kinds
from duban.accountability.models import Revision, Ruling, RulingKind
from duban.accountability.selectors.inquiry_page.rows import InquiryButton
from duban.acts.gate.entry import open_acts
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label
from duban.mechanism.lifecycles.accountability import fields
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function
from duban.rulebook.selectors import pack_of_case
from duban.shared import clock
from duban.shared.actor import Actor

WITHHELD = dict(part.split("=") for part in fields.WITHHELD.split("|"))
WHATS = {"corrected": "登记更正", "void": "登记注销", "changed": "变更", "revoked": "撤销"}
LABELS = {field.name: field.label for field in fields.ENTRY}


@dataclass(frozen=True)
class RevisionRow:
    """A change with its document; `pairs` are (what, before, after)."""

    ref: str
    what: str
    organ: str
    number: str
    dated_on: date | None
    text: str
    attachment_ref: str
    original: bool
    pairs: tuple[tuple[str, str, str], ...]
    state: str
    state_label: str
    withheld: str
    proposed_by: str
    confirmed_by: str
    confirmed_on: date | None
    buttons: tuple[InquiryButton, ...]


@clause("6.4", "6.5")
def revision_row(actor: Actor, ruling: Ruling, row: Revision) -> RevisionRow:
    """A change as a row; who proposed and who checked it is for the two bodies."""
    row.ruling = ruling
    body = policies.in_body(actor) is not None
    return RevisionRow(
        ref=row.ref,
        what=WHATS[row.what],
        organ=row.organ,
        number=row.number,
        dated_on=row.dated_on,
        text=row.text,
        attachment_ref=row.attachment_ref,
        original=row.original_seen,
        pairs=pairs_of(row.before, row.after),
        state=row.state,
        state_label=state_label("revision", row.state),
        withheld=f"{WITHHELD.get(row.withheld, '撤回')}：{row.note}" if row.note and body else "",
        proposed_by=f"{Function(row.proposed_organ).label}{row.proposed_by}" if body else "",
        confirmed_by=f"{Function(row.confirmed_organ).label}{row.confirmed_by}"
        if body and row.confirmed_organ
        else "",
        confirmed_on=row.confirmed_on,
        buttons=tuple(
            InquiryButton(one.key, one.label, row.ref, "", one.grave) for one in open_acts(actor, "revision", row)
        ),
    )


def pairs_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What a change puts in the place of what, each in words and in the order of the entry's form."""
    changed = [name for name in LABELS if name in after]
    return tuple((LABELS[name], _said(name, before.get(name)), _said(name, after[name])) for name in changed)


def _said(name: str, value: Any) -> str:
    if name != "kinds":
        return str(value) if value not in (None, "") else "（空）"
    parts = [
        f"{ruling_kinds.label(row['kind'])}{f'（影响期到{until}）' if (until := row['effect_until']) else ''}"
        for row in value or ()
    ]
    return "、".join(parts) or "（空）"


def entry_form(ruling: Ruling) -> dict[str, Any]:
    """An entry as the form opens with it; an end of effect only where the decision itself says it."""
    values = {name: getattr(ruling, name) for name in LABELS if name not in ("kinds", "file", "original")}
    pack = pack_of_case(ruling.jurisdiction_id, ruling.case.pack_hash, clock.today())
    return {**values, "outcome": "corrected", "kinds": [
        {"kind": row.kind, "effect_until": _own_end(row, ruling, pack)}
        for row in ruling.kinds.filter(replaced_on=None).order_by("pk")
    ]}  # fmt: skip


def _own_end(row: RulingKind, ruling: Ruling, pack: Pack) -> date | None:
    counted = ruling_kinds.effect(row.kind, ruling.effective_on, pack)[1]
    return None if row.effect_until == counted else row.effect_until
