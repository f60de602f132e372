"""Keeping packages: a job builds them after a case or a measure has ended, an act records their digest in the chain."""

from __future__ import annotations

import logging
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_scopes import scope

from duban.acts.background.jobs import start_job
from duban.acts.models import Case
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act
from duban.archive.checking import check
from duban.archive.models import ArchivePackage
from duban.archive.packing import converter
from duban.archive.packing.contents import Broken, kept_bytes
from duban.archive.packing.due import CLOSING, OWN_ACTS
from duban.archive.packing.package import Built, build
from duban.audit.models import Entry
from duban.documents.files import store
from duban.documents.files.kept import keep_uploads
from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.matters.models import Matter
from duban.mechanism.lifecycles import states_of
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.errors import Invalid

JOB = "archive.build"
_FOLDER, _LATE = "archive", ("paper.keep",)
logger = logging.getLogger("duban.archive")


def build_after_closing(work: Work) -> None:
    """The projection that queues a package when a case or a measure ends, and when a late file of a document is made."""
    if work.case is None:
        return
    late = work.spec.key in _LATE and ArchivePackage.objects.filter(case=work.case).exists()
    if late or work.spec.key in CLOSING:
        arguments = {"case_id": work.case.pk, "jurisdiction_id": work.jurisdiction_id}
        transaction.on_commit(partial(start_job, JOB, **arguments))


def left_to_archive(jurisdiction_id: int, most: int = 20) -> list[int]:
    """Cases in which something ended of which no package tells, for the sweep: a job may have been lost."""
    told = ArchivePackage.objects.filter(case_id=OuterRef("case_id"), through__gte=OuterRef("n"))
    ended = Entry.objects.filter(
        jurisdiction_id=jurisdiction_id, act__in=CLOSING, outcome=Entry.Outcome.DONE, case_id__isnull=False
    )
    cases = ended.exclude(Exists(told)).order_by("case_id").values_list("case_id", flat=True)
    return [case_id for case_id in cases.distinct()[:most] if case_id is not None]


@performs("matter.archive")
def ask(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Have the package built anew, e.g. after an OFD was put beside."""
    with act(actor, "matter.archive", ref, expect=expect, once=once) as a:
        if a.case is None:
            raise Invalid({"": "没有卷宗。"})
        start_job(JOB, case_id=a.case.pk, jurisdiction_id=a.jurisdiction_id)
    return _done(a)


def run_build(case_id: int, jurisdiction_id: int) -> None:
    """The job: convert what is still to be converted, build, check and keep the package of a case."""
    with scope(jurisdiction=jurisdiction_id):
        actor = system_actor(jurisdiction_id, clock.today())
        case = Case.objects.get(pk=case_id)
        if _tells_all(case):
            return
        if converter.switched_on():
            convert_documents(actor=actor, case=case)
        try:
            build_and_keep(actor=actor, case=case)
        except Broken as error:
            logger.error("no package of case %s: %s", case.ref, error)


def _tells_all(case: Case) -> bool:
    """Whether the package in store holds everything that has happened, so that several jobs of one day cost one."""
    latest = ArchivePackage.objects.filter(case=case).order_by("-edition").first()
    entries = Entry.objects.filter(case_id=case.pk).exclude(act__in=OWN_ACTS).order_by("-n")
    return latest is not None and latest.through == entries.values_list("n", flat=True).first()


def build_and_keep(*, actor: Actor, case: Case) -> ArchivePackage:
    """Build and check the package, and record it; the one in store is the answer where nothing has changed since."""
    latest = ArchivePackage.objects.filter(case=case).order_by("-edition").first()
    with tempfile.TemporaryDirectory(prefix="duban-archive-") as folder:
        path = Path(folder) / "package.zip"
        built = build(case, path)
        if latest is not None and latest.sha256 == built.sha256:
            return latest
        faults = [fault.line for fault in check(path).faults]
        place = store.put(path.read_bytes(), _FOLDER)
    done = keep(actor=actor, case=case, built=built, place=place, faults=faults)
    return ArchivePackage.objects.get(jurisdiction_id=actor.jurisdiction_id, ref=done.ref)


@performs("archive.build")
def keep(*, actor: Actor, case: Case, built: Built, place: str, faults: list[str]) -> Done:
    """Record the package of a case as its next edition, with what the check of it found."""
    with act(actor, "archive.build", case=case) as a:
        before = list(ArchivePackage.objects.filter(case=case).order_by("-edition"))
        a.change_all([row for row in before if row.state in states_of("archive", "kept")], state="superseded")
        row = ArchivePackage(
            case=case,
            state="kept",
            edition=before[0].edition + 1 if before else 1,
            name=built.name,
            stored_as=place,
            size=built.size,
            sha256=built.sha256,
            files=built.files,
            through=built.through,
            retention=built.about.retention,
            transfer_after=date.fromisoformat(built.about.transfer_after)
            if built.about.transfer_after
            else None,
            faults=faults[:50],
            by=a.actor.name,
        )
        a.found(row)
        a.internal = True
        a.say(edition=row.edition, files=built.files, digest=built.sha256, faults=_told(faults))
    return _done(a)


def _told(faults: list[str]) -> str:
    return f"检查发现 {len(faults)} 处问题" if faults else "四性检查没有发现问题"


def convert_documents(*, actor: Actor, case: Case) -> None:
    """Have an OFD made of each issued document that has none yet; what fails is logged and changes nothing."""
    matter = Matter.objects.filter(case=case).first()
    there = set(
        Attachment.objects.filter(case=case, name__iendswith=".ofd")
        .exclude(represents="")
        .values_list("represents", flat=True)
    )
    for copy in IssuedCopy.objects.filter(case=case).exclude(pdf_as="").order_by("pk"):
        if matter is None or copy.ref in there:
            continue
        title = _title(copy)
        try:
            made = converter.convert(title, kept_bytes(copy.pdf_as, copy.pdf_sha256, title))
            keep_ofd(actor=actor, ref=matter.ref, paper=copy.ref, file=Upload(made.name, made.content))
        except (converter.NotConverted, Broken, Invalid) as error:
            logger.warning("document %s was not converted: %s", copy.ref, error)


@performs("matter.keep_ofd")
def keep_ofd(
    *, actor: Actor, ref: str, expect: int | None = None, paper: str, file: Any, once: str | None = None
) -> Done:
    """Put an OFD made elsewhere beside the document that it shows."""
    with act(actor, "matter.keep_ofd", ref, expect=expect, once=once) as a:
        copy = IssuedCopy.objects.filter(case=a.case, ref=paper).exclude(issued_on=None).first()
        if copy is None:
            raise Invalid({"paper": "本件没有这份已印发的公文。"})
        if not file.name.lower().endswith(".ofd"):
            raise Invalid({"file": "这里只收 .ofd 文件。"})
        keep_uploads(a, file, internal=False, label="版式文件（OFD）", represents=copy.ref)
        a.say(title=_title(copy))
    return _done(a)


def _title(copy: IssuedCopy) -> str:
    return f"{KINDS[copy.kind].label}{copy.number}"


def _done(work: Work) -> Done:
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done
