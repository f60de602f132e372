"""The issued copy of a document: frozen by the act that approves it, made into files and kept by a job after issue.

A failure to make the files never undoes the issue; it stands on the document's page and can be tried again.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django_scopes import scope

from duban.acts.background.jobs import start_job
from duban.acts.models import Case
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.documents.files import store
from duban.documents.final_text.issued_files import Made, files_of, keep_note
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.fonts import NoPdf
from duban.documents.papers.model import PLAIN_COPY, Imprint, Paper
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function, Subject
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.refs import new_ref

JOB = "paper.render"
_FOLDER = "issued"
log = logging.getLogger("duban.papers")


@clause("3.1.2", "3.2.4", "3.3.2")
def freeze(work: Work, obj: Any, papers: Mapping[str, Paper]) -> None:
    """Keep the texts of an object's documents as they are approved; what was frozen before and never issued gives way."""
    rows = IssuedCopy.objects.filter(object_kind=work.kind, object_id=obj.pk, part__in=papers)
    before = {row.part: row for row in rows}
    for part, paper in papers.items():
        values = {**_text(paper), "frozen_at": work.at, "frozen_by": work.actor.name}
        if part in before:
            work.change_all([before[part]], state="frozen", **values)
        else:
            work.create_all([_row(work, work.kind, obj.pk, part, values)])


@clause("3.1.3", "3.3.8")
def settle(work: Work, obj: Any, part: str, paper: Paper) -> None:
    """Keep the text of a document that is decided on and goes out in one act, with the number and day that it has."""
    values = {**_text(paper), **_issued(paper), "frozen_at": work.at, "frozen_by": work.actor.name}
    work.create_all([_row(work, work.kind, obj.pk, part, values)])


def _text(paper: Paper) -> dict[str, Any]:
    text = paper.with_issue("", None)
    return {"kind": paper.kind, "content": text.to_json(), "text_sha256": text.sha256()}


def _row(work: Work, kind: str, object_id: int, part: str, values: Mapping[str, Any]) -> IssuedCopy:
    return IssuedCopy(
        case=work.case, object_kind=kind, object_id=object_id, part=part, state="frozen", **values
    )


def of_object(kind: str, object_id: int) -> dict[str, IssuedCopy]:
    """The copies of an object by part."""
    return {row.part: row for row in IssuedCopy.objects.filter(object_kind=kind, object_id=object_id)}


def issue(actor: Actor, kind: str, object_id: int, part: str, paper: Paper, case: Case | None) -> None:
    """Make and keep both files of a document that has been issued; `paper` carries its number and date.

    A second call finds the copy kept and changes nothing, unless the text is another one, as of minutes written anew.
    """
    copy = of_object(kind, object_id).get(part)
    if copy is None:
        done = open_copy(actor=actor, case=case, kind=kind, object_id=object_id, part=part, paper=paper)
        copy = IssuedCopy.objects.get(ref=done.ref)
    if copy.state in states_of("paper", "kept") and copy.sha256 == paper.sha256():
        return
    _make(actor, copy, paper)


def render_again(copy_id: int, jurisdiction_id: int) -> None:
    """The job after a person asked for the files anew: the same content, number and date."""
    with scope(jurisdiction=jurisdiction_id):
        copy = IssuedCopy.objects.filter(pk=copy_id, state__in=states_of("paper", "queued")).first()
        if copy is not None:
            _make(system_actor(jurisdiction_id, clock.today()), copy, paper_of(copy))


def paper_of(copy: IssuedCopy) -> Paper:
    """The content of a copy with its number and date."""
    return Paper.from_json(copy.content).with_issue(copy.number, copy.issued_on)


def _make(actor: Actor, copy: IssuedCopy, paper: Paper) -> None:
    code = copy.code or (new_ref() if verified(copy.kind) else None)
    try:
        made = files_of(copy, paper, imprint_of(code))
    except NoPdf as error:
        fail(actor=actor, ref=copy.ref, paper=paper, why=str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, it must be seen on the document
        log.exception("copy %s was not made", copy.ref)
        fail(
            actor=actor, ref=copy.ref, paper=paper, why=f"内部错误（{type(error).__name__}），请联系管理员。"
        )
    else:
        keep(actor=actor, ref=copy.ref, paper=paper, code=code, made=made)


def imprint_of(code: str | None) -> Imprint:
    """What the printed copy carries beside its content: the code and where it is checked."""
    if not code:
        return PLAIN_COPY
    where = f"{settings.PUBLIC_ADDRESS}/verify/{code}" if settings.PUBLIC_ADDRESS else ""
    return Imprint(code=code, address=where)


def _issued(paper: Paper) -> dict[str, Any]:
    text = paper.with_issue("", None)
    return {
        "content": text.to_json(),
        "sha256": paper.sha256(),
        "number": paper.number,
        "issued_on": paper.dated,
    }


@performs("paper.open")
def open_copy(*, actor: Actor, case: Case | None, kind: str, object_id: int, part: str, paper: Paper) -> Done:
    """Begin the copy of a document that is written and issued in one act, as minutes are."""
    with act(actor, "paper.open", case=case) as a:
        permit_creation(a, Subject(office=Function.PARTY_OFFICE))
        a.internal = True
        values = {**_text(paper), "frozen_at": a.at, "frozen_by": a.actor.name}
        a.found(_row(a, kind, object_id, part, values))
    return _done(a)


@performs("paper.keep")
def keep(*, actor: Actor, ref: str, paper: Paper, code: str | None, made: Made) -> Done:
    """Keep the PDF and the Word file of an issued document with their digests; a text handed in may have no PDF."""
    with act(actor, "paper.keep", ref) as a:
        a.internal = True
        a.change_all([a.object], **_issued(paper))
        a.move(
            code=code,
            pdf_as=store.put(made.printed, _FOLDER) if made.printed else "",
            pdf_sha256=hashlib.sha256(made.printed).hexdigest() if made.printed else "",
            pdf_size=len(made.printed) or None,
            word_as=store.put(made.editable, _FOLDER),
            word_sha256=hashlib.sha256(made.editable).hexdigest(),
            word_size=len(made.editable),
            rendered_at=a.at,
            failed_why="",
        )
        keep_note(a, a.object, made.note)
        a.say(digest=(a.object.pdf_sha256 or a.object.word_sha256)[:12])
    return _done(a)


@performs("paper.fail")
def fail(*, actor: Actor, ref: str, paper: Paper, why: str) -> Done:
    """Record that no file could be made, and why."""
    with act(actor, "paper.fail", ref) as a:
        a.internal = True
        a.change_all([a.object], **_issued(paper))
        a.move(failed_why=why[:400])
        a.say(why=why)
    return _done(a)


@performs("paper.retry")
def retry(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Have the files made again from the same content."""
    with act(actor, "paper.retry", ref, expect=expect, once=once) as a:
        a.internal = True
        a.move(failed_why="")
        start_job(JOB, copy_id=a.object.pk, jurisdiction_id=a.jurisdiction_id)
    return _done(a)


def _done(work: Work) -> Done:
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


def verified(kind: str) -> bool:
    """Whether papers of a kind carry a verification code in this installation: off unless switched on."""
    return kind in settings.VERIFIED_KINDS and KINDS[kind].verifiable


def refuse_wrong_setting() -> None:
    """ImproperlyConfigured where the setting names a kind that does not exist or may never carry a code."""
    for kind in settings.VERIFIED_KINDS:
        if kind not in KINDS:
            raise ImproperlyConfigured(f"DUBAN_VERIFIED_KINDS 里没有“{kind}”这个文种。")
        if not KINDS[kind].verifiable:
            raise ImproperlyConfigured(
                f"DUBAN_VERIFIED_KINDS 里不能写“{kind}”：{KINDS[kind].label}不加验证码。"
            )


def still_frozen() -> list[tuple[int, str, int, str]]:
    """Texts that have no files yet: jurisdiction, kind and key of the object, part."""
    rows = IssuedCopy._base_manager.filter(state__in=states_of("paper", "frozen")).order_by("pk")
    return list(rows.values_list("jurisdiction_id", "object_kind", "object_id", "part")[:500])


def left_waiting() -> list[tuple[int, int]]:
    """Copies whose files were asked for again and are not made yet, for the sweep: key and jurisdiction."""
    rows = IssuedCopy._base_manager.filter(state__in=states_of("paper", "queued")).order_by("pk")
    return list(rows.values_list("pk", "jurisdiction_id")[:200])
