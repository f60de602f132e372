"""What several acts of accountability need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.accountability.facts import Dossier, dossier_of
from duban.accountability.models import Declaration, Evidence, Hearing, Inquiry
from duban.acts.gate.asked import Asked
from duban.acts.models import Case
from duban.acts.sight.visibility import visible_rows
from duban.acts.work import Done, Work
from duban.documents.files.kept import keep_upload, keep_uploads
from duban.documents.files.uploads import Upload
from duban.matters.models import Matter
from duban.mechanism.clauses import clause
from duban.mechanism.findings import Docket, may_handle
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.selectors import directory
from duban.rulebook.selectors import pack_by_hash, pack_in_force
from duban.shared.models import Kept


def done(work: Work) -> Done:
    """The result of a finished act."""
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


def pack_of(work: Asked) -> Pack:
    """The pack that judges this case: the one under which it was opened, else the one in force today."""
    kept = work.case.pack_hash if work.case is not None else ""
    if kept:
        return pack_by_hash(work.jurisdiction_id, kept)
    return pack_in_force(work.jurisdiction_id, work.today)


def new_case(work: Work, title: str) -> Case:
    """The dossier of an inquiry, or of a decision of a superior body that stands alone."""
    pack = pack_in_force(work.jurisdiction_id, work.today)
    code = f"追{work.numbers.case_code('inquiry')}"
    return work.create(Case(code=code, title=title, pack_hash=pack.hash, state="accountability"))


@clause("5.0", "6.4")
def handle(work: Work, inquiry: Inquiry, recusal: str, *, fresh: bool = False) -> Dossier:
    """Let the actor do a step: free of relations by an own word, and none standing; returns the rows of the inquiry.

    The word is given once, and again where a person was named since. A `fresh` inquiry has no rows yet.
    """
    dossier = dossier_of(inquiry)
    brief = Docket() if fresh else dossier.brief()
    declared = not recusal and not fresh and dossier.declared_by(work.actor.person_id)
    recusal = "none" if declared else recusal
    in_unit = inquiry.unit_id in work.actor.unit_ids
    for person in dict.fromkeys((work.actor.person_id, work.behalf_id)):
        if person is not None:
            work.require(may_handle(brief, person, in_unit, recusal, work.spec.clause))
    if not declared:
        declare(work, inquiry)
    return dossier


def handle_hearing(work: Work, hearing: Hearing, recusal: str) -> None:
    """The same for a step of the office on a notice."""
    handle(work, hearing.inquiry, recusal)


def declare(work: Work, inquiry: Inquiry) -> None:
    """Keep that the actor declared to be free of relations at this step."""
    work.create_all(
        [
            Declaration(
                case=work.case,
                inquiry=inquiry,
                person_id=work.actor.person_id or 0,
                name=work.actor.name,
                step=work.spec.key,
                related=False,
                raised_by=work.actor.name,
                at=work.at,
            )
        ]
    )


def keep_evidence(
    work: Work,
    inquiry: Inquiry,
    *,
    title: str,
    number: str,
    dated_on: date | None,
    file: Any,
    field: str = "file",
    **bearing: str,
) -> Evidence:
    """Keep a file as evidence of the inquiry, with its digest; nobody knows of it unless `bearing` says who does."""
    kept = keep_upload(work, file, internal=True, label=title[:40], field=field)
    return work.create(
        Evidence(
            case=work.case,
            inquiry=inquiry,
            title=title,
            number=number,
            dated_on=dated_on,
            attachment_ref=kept.ref,
            sha256=kept.sha256,
            **bearing,
            by=work.actor.name,
            at=work.at,
        )
    )


def attach(work: Work, file: Upload, label: str, field: str = "file", *, internal: bool = True) -> str:
    """Keep a file on the object of the act and give back its reference."""
    return keep_upload(work, file, internal=internal, label=label, field=field).ref


def hang(work: Work, file: Upload, label: str, kind: str, row: Kept, ref: str) -> None:
    """Hang a file, under a reference given before, on an object that the act has made: who sees that one may read it."""
    keep_uploads(work, file, internal=True, label=label, object_kind=kind, object_id=row.pk, ref=ref)


def integer(work: Work, name: str, value: Any) -> int:
    """A whole number from a form; refused beside its field where it is none."""
    if value is None or value == "" or value != int(value):
        work.refuse_input(**{name: "请填整数。"})
    return int(value)


def chosen(work: Work, name: str, rows: Iterable[Any], given: str) -> Any:
    """The row of a case that a form names by its key; refused beside the field where it is not one of them."""
    for row in rows:
        if str(row.pk) == str(given):
            return row
    return work.refuse_input(**{name: "没有这一项，请重新选择。"})


def matter_of_code(work: Work, code: str) -> Matter | None:
    """The matter that a form names by its code; refused where there is none."""
    if not code.strip():
        return None
    found: Matter | None = visible_rows(work.actor, "matter").filter(case__code=code.strip()).select_related("case").first()
    if found is None:
        work.refuse_input(matter=f"没有编号为“{code.strip()}”的重点工作。")
    return found


def heads(work: Work, organ: Function) -> bool:
    """Whether the actor heads an organ today."""
    leading = {PostRole.PRINCIPAL, PostRole.OFFICE_HEAD}
    return any(post.function is organ and post.role in leading for post in work.actor.posts)


def unit_name(work: Work, unit_id: int | None) -> str:
    """The 规范化简称 of a unit."""
    return directory(work.jurisdiction_id).unit(unit_id).short_name if unit_id else ""
