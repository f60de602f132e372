"""What ledgers hand down: the kinds of an import and of an export."""

from __future__ import annotations

from duban.acts import kinds
from duban.acts.kinds import Bearer, Kind
from duban.acts.sight.toward import column
from duban.documents.ledgers import batches as batches
from duban.documents.ledgers.models import ExportRecord, ImportBatch
from duban.documents.ledgers.written import exports as exports
from duban.mechanism.people.standing import Function, Subject


def install() -> None:
    """Register everything; called when the app is ready."""
    kinds.register_kind(
        Kind(
            "import",
            ImportBatch,
            title=lambda row: row.name,
            subject=lambda row: Subject(office=Function(row.office)),
            bearer=lambda row, role: Bearer(role, None, row.person_id),
            sees=lambda actor: column("person_id")(actor.person_id),
            related=(),
        )
    )
    kinds.register_kind(
        Kind(
            "export",
            ExportRecord,
            title=lambda row: row.label,
            subject=lambda row: Subject(office=Function.PARTY_OFFICE, holder_id=row.person_id),
            bearer=lambda row, role: Bearer(role, None, row.person_id),
            sees=lambda actor: column("person_id")(actor.person_id),
            related=(),
        )
    )
