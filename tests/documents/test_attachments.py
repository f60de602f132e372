"""Files of a case: kept by acts, looked at by a second person, replaced by newer versions, sealed when classified."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.acts.models import Obligation
from duban.audit.models import Entry, Payload
from duban.audit.verify import verify
from duban.documents.files import store
from duban.documents.files.held import hold, in_hand, ready
from duban.documents.files.kept import MarkedInput
from duban.documents.files.leftovers import sweep_files
from duban.documents.files.uploads import Upload
from duban.documents.intake import Marked, Refused
from duban.documents.intake.forms import MarkedText
from duban.documents.models import Attachment
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.files import attachment, file_view
from duban.shared.errors import Invalid, NotFound, NotPermitted
from tests import files
from tests.personas import County, attached
from tests.story import Story, do, reported, underway

PHOTO = Upload("现场.jpg", files.picture("JPEG"), declared=True)
PAPER = Upload("方案.docx", files.docx("管网改造方案", "本期完成沟槽开挖三百米，下月开始铺管。"))
MARK = "机密★1年"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of its own for the files of each test."""
    settings.MEDIA_ROOT = tmp_path
    yield tmp_path


def stored(folder: Path) -> list[Path]:
    """Every file in a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def handed_in(story: Story, *uploads: Upload, label: str = "佐证材料") -> list[Attachment]:
    """The unit hands in files."""
    do(story.unit.liaison, "matter.attach", ref=story.matter, file=list(uploads), label=label)
    return list(Attachment.objects.filter(case_id=story.row.case_id).order_by("-pk")[: len(uploads)])[::-1]


def one(story: Story, upload: Upload) -> Attachment:
    """The unit hands in one file."""
    return handed_in(story, upload)[0]


def test_several_files_come_in_with_one_act_and_one_sentence(county: County, media: Path) -> None:
    story = underway(county)
    rows = handed_in(story, PAPER, Upload("附表.xlsx", files.xlsx()))
    assert [(row.name, row.state, row.by, row.unit_id, row.edition) for row in rows] == [
        ("方案.docx", "kept", county.town_a.liaison.name, county.town_a.unit_id, 1),
        ("附表.xlsx", "kept", county.town_a.liaison.name, county.town_a.unit_id, 1),
    ]
    assert "上传材料（佐证材料）2个：方案.docx、附表.xlsx" in story.history()[-1].sentence
    assert {path.read_bytes() for path in stored(media)} == {PAPER.content, files.xlsx()}
    assert all(path.name not in ("方案.docx", "附表.xlsx") for path in stored(media))
    assert verify(county.jurisdiction_id).sound


@pytest.mark.clause("3.1.8")
def test_a_report_takes_photographs_along(county: County) -> None:
    story = underway(county)
    reported(story, file=[PHOTO])
    row = attached().get(case_id=story.row.case_id)
    assert (row.label, row.declared) == ("第1期佐证材料", True)


def test_a_photograph_without_declaration_is_not_taken(county: County, media: Path) -> None:
    story = underway(county)
    with pytest.raises(Invalid) as refused:
        handed_in(story, Upload("现场.jpg", PHOTO.content))
    assert "勾选声明" in refused.value.fields["file"]
    assert (stored(media), attached().count()) == ([], 0)


def test_what_cannot_be_read_waits_for_a_second_person(county: County) -> None:
    story = underway(county)
    row = one(story, PHOTO)
    assert (row.state, row.level, row.declared) == ("waiting", "person", True)
    duty = Obligation.objects.get(act="attachment.confirm", outcome="open")
    assert (duty.object_id, duty.role) == (row.pk, "CHECKER")
    for who in (county.town_a.principal, county.cdi.deputy):
        with pytest.raises(NotFound):
            attachment(actor=who, ref=row.ref)
    assert attachment(actor=county.town_a.liaison, ref=row.ref).name == "现场.jpg"
    do(county.checker, "attachment.confirm", ref=row.ref, seen=True)
    row.refresh_from_db()
    assert (row.state, row.looked_by) == ("kept", county.checker.name)
    assert attachment(actor=county.town_a.principal, ref=row.ref).name == "现场.jpg"
    assert not Obligation.objects.filter(act="attachment.confirm", outcome="open").exists()
    assert verify(county.jurisdiction_id).sound


def test_the_uploader_is_not_the_second_person(county: County) -> None:
    story = underway(county)
    do(county.clerk, "matter.attach", ref=story.matter, file=[PHOTO], label="现场照片")
    row = attached().get()
    with pytest.raises(NotPermitted, match="须由同一办公室的另一位"):
        do(county.clerk, "attachment.confirm", ref=row.ref, seen=True)
    with pytest.raises(Invalid):
        do(county.checker, "attachment.confirm", ref=row.ref, seen=False)
    with pytest.raises(NotPermitted):
        do(county.town_a.liaison, "attachment.confirm", ref=one(story, PHOTO).ref, seen=True)
    do(county.checker, "attachment.confirm", ref=row.ref, seen=True)


def test_a_declaration_is_enough_where_the_county_says_so(county: County, settings: Any) -> None:
    settings.UPLOADS = {**settings.UPLOADS, "unreadable": "declare"}
    story = underway(county)
    assert one(story, PHOTO).state == "kept"
    assert not Obligation.objects.filter(act="attachment.confirm").exists()


def test_a_newer_version_leaves_the_older_one_reachable(county: County) -> None:
    story = underway(county)
    old = one(story, PAPER)
    newer = Upload("方案（修改）.docx", files.docx("管网改造方案", "修改后的内容，工期提前到八月底。"))
    do(county.town_a.handler, "attachment.replace", ref=old.ref, file=newer, reason="补充工期")
    view = file_view(actor=county.inspector, ref=old.ref)
    assert (view.state, [(each.edition, each.name) for each in view.editions]) == (
        "superseded",
        [(2, "方案（修改）.docx"), (1, "方案.docx")],
    )
    second = file_view(actor=county.inspector, ref=view.editions[0].ref)
    assert [each.edition for each in second.editions] == [2, 1]
    assert attachment(actor=county.inspector, ref=old.ref).path.read_bytes() == PAPER.content
    do(county.town_a.liaison, "attachment.replace", ref=second.file.ref, file=PAPER, reason="还是原来的")
    assert [each.edition for each in file_view(actor=county.inspector, ref=old.ref).editions] == [3, 2, 1]
    tab = case_view(actor=county.inspector, ref=story.case, tab="documents").content
    assert [(each.edition, each.state) for each in tab.attachments] == [
        (3, "kept"),
        (2, "superseded"),
        (1, "superseded"),
    ]


def test_only_the_side_that_handed_it_in_replaces_a_file(county: County) -> None:
    story = underway(county)
    row = one(story, PAPER)
    with pytest.raises(NotPermitted, match="由交来的一方换版"):
        do(county.inspector, "attachment.replace", ref=row.ref, file=PAPER, reason="x")
    with pytest.raises(NotFound):
        do(county.town_b.liaison, "attachment.replace", ref=row.ref, file=PAPER, reason="x")


def test_a_file_that_proves_classified_is_sealed_and_reported(county: County) -> None:
    story = underway(county)
    row = one(story, PAPER)
    place = attachment(actor=county.inspector, ref=row.ref).path
    do(county.inspector, "attachment.freeze", ref=row.ref, found="looked")
    for who in (county.inspector, county.town_a.liaison, county.office_head):
        with pytest.raises(NotFound):
            attachment(actor=who, ref=row.ref)
    assert place.read_bytes() == PAPER.content
    assert file_view(actor=county.inspector, ref=row.ref).file.name == "已停止流转的附件"
    tab = case_view(actor=county.inspector, ref=story.case, tab="documents").content
    assert [each.name for each in tab.attachments] == ["已停止流转的附件"]
    duty = Obligation.objects.get(act="attachment.record_report")
    assert (duty.role, duty.due_on) == ("OFFICE_HEAD", date(2026, 3, 3))
    with pytest.raises(Invalid):
        do(
            county.office_head,
            "attachment.record_report",
            ref=row.ref,
            reported_on=date(2026, 3, 4),
            told="县保密局",
        )
    do(
        county.office_head,
        "attachment.record_report",
        ref=row.ref,
        reported_on=date(2026, 3, 2),
        told="县保密行政管理部门",
    )
    duty.refresh_from_db()
    assert duty.outcome == "done"


# ---- what is refused leaves nothing ----


def traces(media: Path, *canaries: str) -> list[str]:
    """Where any of these words still stands: in files, in what the chain keeps, in the database file."""
    found = [
        str(path) for path in stored(media) if any(word.encode() in path.read_bytes() for word in canaries)
    ]
    payloads = " ".join(Payload.objects.values_list("text", flat=True))
    return found + [word for word in canaries if word in payloads]


def test_a_marked_file_leaves_no_trace_but_that_it_was_refused(
    county: County, media: Path, caplog: pytest.LogCaptureFixture
) -> None:
    story = underway(county)
    secret = Upload("水库应急预案终稿.docx", files.docx(MARK, "鹰嘴岩泄洪闸控制口令"))
    before = Entry.objects.count()
    with pytest.raises(MarkedInput) as refused:
        handed_in(story, PAPER, secret)
    assert "线下办理" in refused.value.fields["file"]
    assert stored(media) == [] or [path.read_bytes() for path in stored(media)] == [PAPER.content]
    entry = Entry.objects.get(n=before + 1)
    told = json.loads(entry.payload.text)
    assert (entry.act, entry.outcome, told["reason"]) == ("matter.attach", "refused", "MarkedInput")
    assert "规则 star-term，block" in told["sentence"]
    assert traces(media, "鹰嘴岩", "水库应急预案") == []
    assert "鹰嘴岩" not in caplog.text and "水库应急预案" not in caplog.text
    assert attached().count() == 0
    assert verify(county.jurisdiction_id).sound


def test_a_marked_file_sent_ahead_is_recorded_and_not_held(county: County, media: Path) -> None:
    before = Entry.objects.count()
    with pytest.raises(Marked):
        hold(county.town_a.liaison, Upload("水库预案.txt", f"{MARK}\n鹰嘴岩".encode()), act="matter.attach")
    assert stored(media) == []
    entry = Entry.objects.get(n=before + 1)
    told = json.loads(entry.payload.text)
    assert (entry.outcome, entry.actor_id, entry.act) == (
        "refused",
        county.persons["town_a.liaison"],
        "matter.attach",
    )
    assert told["marking"] == {"rule": "star-term", "level": "block", "size": len(f"{MARK}\n鹰嘴岩".encode()),
                               "rules_version": "2026-03"}  # fmt: skip
    assert traces(media, "鹰嘴岩", "水库预案") == []


@pytest.mark.parametrize(("key", "given", "field"), [
    ("matter.report", {"progress": f"{MARK} 鹰嘴岩水库调度"}, "progress"),
    ("matter.report", {"progress": "完成。", "problems": "密级：秘密 鹰嘴岩"}, "problems"),
    ("matter.attach", {"label": "佐证材料", "file": None, "expect": 1, "note": "绝密★鹰嘴岩"}, ""),
])  # fmt: skip
def test_a_marking_in_any_field_of_any_act_is_refused_whatever_the_way_in(
    county: County, media: Path, key: str, given: dict[str, Any], field: str
) -> None:
    story = underway(county)
    before = Entry.objects.count()
    with pytest.raises(MarkedText) as refused:
        do(county.town_a.liaison, key, ref=story.matter, **given)
    assert list(refused.value.fields) == [field]
    assert "鹰嘴岩" not in refused.value.message and "线下办理" in refused.value.message
    entry = Entry.objects.get(n=before + 1)
    assert (entry.act, entry.outcome) == (key, "refused")
    assert traces(media, "鹰嘴岩") == []


def test_rows_and_lines_of_a_form_are_looked_at_too(county: County) -> None:
    from duban.documents.intake.forms import refuse_marked_text

    for value in (["一", MARK], [{"title": "甲", "words": MARK}], {"a": ("x", MARK)}):
        with pytest.raises(MarkedText):
            refuse_marked_text("matter.split", {"rows": value})
    refuse_marked_text(
        "matter.report", {"progress": "做好保密工作，机密级计算机已停用", "value": 3, "file": PAPER}
    )


def test_ordinary_work_is_not_stopped_by_the_word_secret(county: County) -> None:
    story = underway(county)
    reported(story, progress="按保密工作要求完成涉密载体清查，未发现国家秘密泄露。")
    assert story.history()[-1].refused is False


# ---- limits ----


def test_limits_of_a_form_a_case_and_a_unit_hold(county: County, settings: Any) -> None:
    story = underway(county)
    base = dict(settings.UPLOADS)
    settings.UPLOADS = {**base, "per_request": 2}
    with pytest.raises(Invalid, match="一次最多 2 个"):
        handed_in(story, PAPER, PAPER, PAPER)
    settings.UPLOADS = {**base, "request": 1000}
    with pytest.raises(Invalid, match="一次最多"):
        handed_in(story, PAPER, PAPER)
    settings.UPLOADS = {**base, "per_case": 1}
    one(story, PAPER)
    with pytest.raises(Invalid, match="本件已有 1 个附件，最多 1 个"):
        one(story, PAPER)
    settings.UPLOADS = {**base, "per_unit": len(PAPER.content) + 10}
    with pytest.raises(Invalid, match="限额"):
        one(story, PAPER)
    assert attached().count() == 1


def test_nobody_lays_files_ready_without_end(county: County, settings: Any) -> None:
    settings.UPLOADS = {**settings.UPLOADS, "request": 1000}
    who = county.town_a.liaison
    with pytest.raises(Refused, match="太多"):
        for _ in range(9):
            hold(who, Upload("a.txt", b"x" * 600))


def test_an_act_with_many_files_stays_within_its_statements(county: County) -> None:
    story = underway(county)
    with CaptureQueriesContext(connection) as caught:
        handed_in(story, *(Upload(f"{n}.txt", b"progress") for n in range(5)), PHOTO)
    told = [q["sql"] for q in caught.captured_queries if q["sql"].split(" ")[0] in ("SELECT", "INSERT", "UPDATE")]
    assert len(told) <= 20, told


# ---- files that lie ready ----


def test_a_file_that_lies_ready_is_kept_by_the_act_and_survives_a_refused_one(
    county: County, media: Path
) -> None:
    story, who = underway(county), county.town_a.liaison
    token = hold(who, Upload("方案.docx", PAPER.content)).token
    upload = in_hand(who, ready(who, token), declared=False)
    with pytest.raises(Invalid):
        do(who, "matter.report", ref=story.matter, progress="", file=[upload])
    do(
        who,
        "matter.attach",
        ref=story.matter,
        file=[in_hand(who, ready(who, token), declared=False)],
        label="佐证材料",
    )
    row = attached().get()
    assert (row.name, (media / row.stored_as).read_bytes()) == ("方案.docx", PAPER.content)


def test_a_token_is_good_for_its_owner_only_and_not_for_ever(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duban.documents.files import held

    who = county.town_a.liaison
    one = hold(who, Upload("a.txt", b"x"))
    for bad in (one.token + "x", "", "a:b:c"):
        with pytest.raises(Refused, match="过期"):
            ready(who, bad)
    with pytest.raises(Refused, match="过期"):
        ready(county.town_b.liaison, one.token)
    monkeypatch.setattr(held, "HOURS", -1)
    with pytest.raises(Refused, match="过期"):
        ready(who, one.token)


def test_what_no_act_kept_is_swept_away_and_what_one_kept_stays(county: County, media: Path) -> None:
    import os

    story, who = underway(county), county.town_a.liaison
    row = one(story, PAPER)
    hold(who, Upload("a.txt", b"never sent"))
    store.put(b"an act that was rolled back")
    (media / "ab").mkdir()
    (media / "ab" / "x.part").write_bytes(b"half")
    assert sweep_files() == 0
    for path in stored(media):
        os.utime(path, (1, 1))
    assert sweep_files() == 3
    assert [path.relative_to(media).as_posix() for path in stored(media)] == [row.stored_as]


def test_the_folder_of_files_is_the_owners_alone(county: County, media: Path) -> None:
    one(underway(county), PAPER)
    for path in stored(media):
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
    assert not str(settings.STATIC_ROOT).startswith(str(settings.MEDIA_ROOT))
