"""Archive packages as the office reads them, and the documents beside which a file made elsewhere can be put."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from duban.acts.gate.choices import Asking, Options
from duban.acts.models import Case
from duban.acts.sight.visibility import seen_row
from duban.archive.models import ArchivePackage
from duban.documents.files import store
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.matters import policies as of_matter
from duban.matters.models import Matter
from duban.mechanism.people.standing import Function, Subject
from duban.shared.actor import Actor
from duban.shared.conditions import Condition, some
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class PackageRow:
    """A package as it is listed."""

    ref: str
    name: str
    edition: int
    state_label: str
    size: int
    sha256: str
    files: int
    retention: str
    transfer_after: date | None
    faults: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class KeptPackage:
    """A package to be handed out."""

    name: str
    path: Path
    sha256: str


def packages_of_case(case_id: int) -> tuple[PackageRow, ...]:
    """The packages of a case, the newest first; the caller has seen to it that the actor may know of them."""
    rows = ArchivePackage.objects.filter(case_id=case_id).order_by("-edition")
    return tuple(
        PackageRow(
            row.ref, row.name, row.edition, ArchivePackage.State(row.state).label, row.size, row.sha256, row.files,
            row.retention, row.transfer_after, tuple(row.faults), row.created_at,
        )
        for row in rows
    )  # fmt: skip


def package(*, actor: Actor, ref: str) -> KeptPackage:
    """A package for the office; NotFound for everybody else."""
    row: ArchivePackage = seen_row(actor, "archive", ref=ref)
    return KeptPackage(row.name, store.root() / row.stored_as, row.sha256)


def registered(jurisdiction_id: int, sha256: str) -> bool:
    """Whether a package with this digest was formed and recorded here."""
    return ArchivePackage.objects.filter(jurisdiction_id=jurisdiction_id, sha256=sha256).exists()


def case_named(jurisdiction_id: int, name: str) -> Case:
    """A case by its reference or its code; NotFound where there is none."""
    cases = Case.objects.filter(jurisdiction_id=jurisdiction_id)
    found = cases.filter(ref=name).first() or cases.filter(code=name).first()
    if found is None:
        raise NotFound(f"没有编号或代码为“{name}”的卷宗。")
    return found


def papers_asked_about(asking: Asking) -> Options:
    """The issued documents of the case that an act is about: reference and title."""
    case_id = getattr(asking.object, "case_id", None)
    if case_id is None:
        return ()
    rows = IssuedCopy.objects.filter(jurisdiction_id=asking.actor.jurisdiction_id, case_id=case_id)
    return [
        (row.ref, f"{KINDS[row.kind].label}{row.number}")
        for row in rows.exclude(issued_on=None).order_by("pk")
        if row.kind in KINDS
    ]


def subject(row: ArchivePackage) -> Subject:
    """The relations of the case."""
    matter = Matter.objects.filter(case_id=row.case_id).first()
    return of_matter.subject_of(matter) if matter else Subject(office=Function.PARTY_OFFICE)


def sees(actor: Actor) -> Condition:
    """A package holds drafts and opinions too, so it is open to those who read the drafts of its matter."""
    return some(Matter, "case_id", of_matter.drafts(actor), key="case_id")
