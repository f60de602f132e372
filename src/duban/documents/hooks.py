"""What documents hand down: files of a case as a kind of object, and the look at everything that is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.acts import kinds, registry
from duban.acts.findable import register_findable
from duban.acts.gate.choices import Asking, Options, register_choices, register_offers
from duban.acts.kinds import Kind
from duban.acts.ledgers import intakes
from duban.acts.work import Work
from duban.documents import briefs as briefs
from duban.documents.files import attachments as attachments
from duban.documents.files import owners
from duban.documents.files.kept import KIND, keep_uploads
from duban.documents.findable import FILE
from duban.documents.intake.forms import refuse_marked_text
from duban.documents.ledgers.batches import importable
from duban.documents.ledgers.kinds import LedgerKind, kinds_in
from duban.documents.models import Attachment
from duban.rulebook.registry import register_filing


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(ledger_kinds=lambda asking: _named(_taken_in(asking)))
    register_offers(ledger_kinds=lambda asking: _named(importable(asking.actor)))
    kinds.register_kind(
        Kind(
            KIND,
            Attachment,
            title=owners.title,
            subject=owners.subject,
            bearer=owners.bearer,
            sees=kinds.nobody,
            hanging=owners.files_of,
            duties=kinds.nobody,
            related=("case",),
            kept_out=attachments.kept_out,
        )
    )
    register_findable(FILE)
    registry.register_input_check(refuse_marked_text)
    register_filing(_file)


def _taken_in(asking: Asking) -> list[LedgerKind]:
    known = kinds_in(asking.actor.jurisdiction_id)
    return [known[key] for key in intakes()]


def _named(known: Iterable[LedgerKind]) -> Options:
    return [(kind.key, kind.label) for kind in known]


def _file(work: Work, file: Any, label: str) -> None:
    keep_uploads(work, file, internal=False, label=label)
