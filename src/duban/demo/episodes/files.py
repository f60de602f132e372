"""What happens to files: a second look, a newer version, one sealed, documents printed and kept, a package archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from duban.acts.background.jobs import job_named
from duban.archive.actions.packages import JOB as ARCHIVE
from duban.archive.packing.contents import kept_bytes
from duban.demo.lives.measures import letter
from duban.demo.lives.stories import Story
from duban.demo.papers import ofd, photo, scanned
from duban.demo.plot import finished, printed, story, underway
from duban.demo.world import Life, World
from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from duban.documents.official import copies
from duban.documents.official.models import IssuedCopy
from duban.measures.models import Measure
from duban.mechanism.people.standing import PostRole
from duban.shared import clock


def photos_from_the_site(world: World) -> Life:
    """Pictures that the system cannot read are looked at by a second person; one gives way, one is sealed."""
    told = story(world, "智慧安防小区建设", "b3", days=340)
    yield from underway(told)
    yield world.after(6)
    first = _attached(told, photo("现场照片"), "现场照片")
    yield world.after(1)
    checker = world.person(told.office, PostRole.CHECKER)
    world.do(checker, "attachment.confirm", ref=first.ref, seen=True)
    yield world.after(2)
    liaison = world.reporter(told.work.unit)
    newer = photo("现场照片（补拍）", (120, 110, 90))
    world.do(liaison, "attachment.replace", ref=first.ref, file=newer, reason="原图角度不全")
    yield world.after(1)
    kept = Attachment.objects.get(case__ref=told.case, edition=2)
    world.do(checker, "attachment.confirm", ref=kept.ref, seen=True)
    yield world.after(10)
    sealed = _attached(told, scanned("监控点位清单", "点位坐标见附表。"), "其他材料")
    yield world.after(1)
    world.do(told.inspector(), "attachment.freeze", ref=sealed.ref, found="looked")
    yield world.later(180)
    head = world.person(told.office, PostRole.OFFICE_HEAD)
    told_to = {"reported_on": clock.today(), "told": "县保密行政管理部门"}
    world.do(head, "attachment.record_report", ref=sealed.ref, **told_to)
    yield from finished(told)


def _attached(told: Story, file: object, label: str) -> Attachment:
    world = told.world
    world.do(world.reporter(told.work.unit), "matter.attach", ref=told.matter, file=[file], label=label)
    return Attachment.objects.filter(case__ref=told.case).order_by("-pk")[0]


def documents_are_printed(world: World) -> Life:
    """A letter ends well: its files are made, once more after a printer's trouble, and the case goes to the archive."""
    told = story(world, "城市更新单元计划编制", "o0", days=110)
    told.pace = 0.5
    yield from underway(told)
    yield world.after(20)
    yield from letter(told, finish=True)
    yield world.later(30)
    copy = IssuedCopy.objects.get(case__ref=told.case, object_kind="letter", part="document")
    printed(told, Measure.objects.get(pk=copy.object_id).ref, "document")
    copy.refresh_from_db()
    yield from _once_more(told, copy)
    clerk = world.person(told.office, PostRole.CLERK)
    file = ofd("督办函", "督办函正文，加盖印章。")
    world.do(clerk, "matter.keep_ofd", ref=told.matter, paper=copy.ref, file=file)
    copy.refresh_from_db()
    sealed = Upload("督办函（盖章）.pdf", kept_bytes(copy.pdf_as, copy.pdf_sha256, "督办函"))
    world.do(clerk, "matter.file_sealed", ref=told.matter, paper=copy.ref, file=sealed)
    yield from finished(told)
    yield world.after(1)
    world.do(clerk, "matter.archive", ref=told.matter)
    job_named(ARCHIVE)(case_id=copy.case_id, jurisdiction_id=world.jurisdiction_id)


def _once_more(told: Story, copy: IssuedCopy) -> Iterator[datetime]:
    """The files could not be made at first: the clerk has them made again."""
    world = told.world
    why = "排版字体没有装好，未能生成 PDF。"
    world.do(world.system(), "paper.fail", ref=copy.ref, paper=copies.paper_of(copy), why=why)
    yield world.after(1)
    world.do(world.person(told.office, PostRole.CLERK), "paper.retry", ref=copy.ref)
    job_named(copies.JOB)(copy_id=copy.pk, jurisdiction_id=world.jurisdiction_id)


EPISODES = ((16, photos_from_the_site), (20, documents_are_printed))
