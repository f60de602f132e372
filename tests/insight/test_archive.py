"""The archive package of a case is whole, always the same, and readable; the check finds and names every planted defect."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from duban.acts.models import Case
from duban.archive.actions import packages
from duban.archive.actions.packages import build_and_keep, run_build
from duban.archive.checking import check
from duban.archive.models import ArchivePackage
from duban.archive.packing.contents import Broken
from duban.archive.packing.layout import DIGESTS, GUIDE, HISTORY, MANIFEST, PROPERTIES, SCHEMA
from duban.archive.packing.manifest import Manifest, schema
from duban.archive.packing.package import build
from duban.archive.selectors import package, registered
from duban.audit.verify import verify
from duban.documents.files.uploads import Upload
from duban.documents.models import Attachment
from duban.jobs import cli
from duban.shared import clock
from duban.shared.errors import NotFound
from tests import files
from tests.insight.archived import lines, lived, opened, packed, system
from tests.patience import seconds_for
from tests.personas import County
from tests.story import (
    Story,
    do,
    issued_letter,
    underway,
)

# ---- a sound package ----


def test_the_package_of_a_closed_case_checks_clean(made: Path) -> None:
    checked = check(made)
    assert [fault.line for fault in checked.faults] == []
    assert checked.sound and checked.files > 20 and checked.entries > 30


@pytest.mark.clause("3.1.6", "3.3.4", "3.3.8")
def test_everything_of_the_case_is_in_it(made: Path) -> None:
    content = opened(made)
    manifest = Manifest.from_xml(content[MANIFEST])
    types = {file.type for file in manifest.files}
    assert {
        "letter",
        "listing",
        "release",
        "receipts",
        "signatures",
        "plans",
        "reports",
        "verifications",
    } <= types
    titles = [file.title for file in manifest.files if file.role == "attachment"]
    assert titles == ["第1期佐证材料：现场.jpg", "佐证材料：方案.docx", "佐证材料：附表.pdf", "佐证材料：验收.pdf"]
    assert {file.path for file in manifest.files} | {MANIFEST, DIGESTS} == set(content)
    assert (manifest.case.retention, manifest.case.closed_on, manifest.case.transfer_after) == (
        "永久", "2026-03-20", "2036-03-20",
    )  # fmt: skip
    assert manifest.case.status == "已销号"
    letter = next(body for path, body in content.items() if "督办函" in path and path.endswith("正文.txt"))
    assert "X委办督函〔2026〕1号" in letter.decode()


def test_it_reads_without_this_software(made: Path) -> None:
    content = opened(made)
    guide = content[GUIDE].decode()
    assert "不需要任何专用软件" in guide and "sha256sum -c digests.sha256" in guide and "DA/T 48" in guide
    told = content["history/经过.csv"].decode("utf-8-sig").splitlines()
    assert told[0] == "时间,办理人,职务,行为,结果,经过,依据" and any("同意销号" in line for line in told)
    for digest, path in (line.split("  ") for line in content[DIGESTS].decode().splitlines()):
        assert hashlib.sha256(content[path]).hexdigest() == digest
    assert etree.XMLSchema(etree.fromstring(schema())).validate(etree.fromstring(content[MANIFEST]))
    assert content[SCHEMA] == schema()


def test_the_guide_says_how_entries_are_hashed(made: Path) -> None:
    """Step by step as 说明.txt has it, with nothing of the product."""
    content = opened(made)
    assert "“duban1-sha256” 换行 previous 换行 C" in content[GUIDE].decode()
    for entry in lines(content, HISTORY):
        columns = json.dumps(entry["columns"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert (
            hashlib.sha256(f"duban1-sha256\n{entry['previous']}\n{columns}".encode()).hexdigest()
            == entry["hash"]
        )
        assert (
            hashlib.sha256(f"{entry['salt']}\n{entry['payload']}".encode()).hexdigest()
            == entry["columns"]["payload"]
        )
        if entry["rows"]:
            text = json.dumps(entry["rows"], ensure_ascii=False, separators=(",", ":"))
            assert hashlib.sha256(text.encode()).hexdigest() == entry["columns"]["rows"]


def test_the_same_case_gives_the_same_bytes(county: County, tmp_path: Path) -> None:
    case = lived(county).row.case
    one, two = build(case, tmp_path / "1.zip"), build(case, tmp_path / "2.zip")
    assert one.sha256 == two.sha256
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_a_folder_is_checked_like_a_zip(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert check(tmp_path / "unpacked").sound


def test_a_case_still_open_has_a_package_that_says_so(county: County, tmp_path: Path) -> None:
    story = underway(county)
    issued_letter(story)
    built = build(story.row.case, tmp_path / "open.zip")
    assert (built.about.closed_on, built.about.transfer_after, built.about.retention) == ("", "", "30年")
    assert check(tmp_path / "open.zip").sound


# ---- kept by the installation ----


def test_ending_a_measure_or_a_case_queues_the_package(
    county: County, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    queued: list[dict[str, Any]] = []
    monkeypatch.setattr(
        packages, "start_job", lambda kind, **arguments: queued.append({"kind": kind, **arguments})
    )
    with django_capture_on_commit_callbacks(execute=True):
        story = lived(county)
    case = story.row.case_id
    assert (
        queued == [{"kind": "archive.build", "case_id": case, "jurisdiction_id": county.jurisdiction_id}] * 3
    )
    do(county.clerk, "matter.archive", ref=story.matter)
    assert len(queued) == 4


def test_a_package_whose_job_was_lost_is_queued_by_the_sweep(county: County) -> None:
    story = lived(county)
    assert packages.left_to_archive(county.jurisdiction_id) == [story.row.case_id]
    run_build(story.row.case_id, county.jurisdiction_id)
    assert packages.left_to_archive(county.jurisdiction_id) == []


def test_the_job_keeps_the_package_and_its_digest_stands_in_the_chain(county: County) -> None:
    story = lived(county)
    run_build(story.row.case_id, county.jurisdiction_id)
    row = ArchivePackage.objects.get()
    assert (row.edition, row.faults, row.retention) == (1, [], "永久")
    line = story.history()[-1]
    assert (
        row.sha256 in line.sentence
        and "四性检查没有发现问题" in line.sentence
        and line.act == "archive.build"
    )
    assert registered(county.jurisdiction_id, row.sha256)
    assert verify(county.jurisdiction_id).sound


def test_building_again_changes_nothing_until_something_happens(county: County) -> None:
    story = lived(county)
    for _ in range(2):
        run_build(story.row.case_id, county.jurisdiction_id)
    assert ArchivePackage.objects.count() == 1
    do(county.inspector, "matter.archive", ref=story.matter)
    run_build(story.row.case_id, county.jurisdiction_id)
    assert ArchivePackage.objects.count() == 1
    row = Attachment.objects.get(name="方案.docx")
    do(county.inspector, "attachment.freeze", ref=row.ref, found="looked")
    run_build(story.row.case_id, county.jurisdiction_id)
    assert [(one.edition, one.state) for one in ArchivePackage.objects.order_by("edition")] == [
        (1, "superseded"),
        (2, "kept"),
    ]


def test_the_office_downloads_it_and_nobody_else(county: County) -> None:
    story = lived(county)
    row = build_and_keep(actor=system(county), case=story.row.case)
    kept = package(actor=county.clerk, ref=row.ref)
    assert check(kept.path).sound and kept.name.endswith("圩镇雨污分流管网建设.zip")
    for who in (county.town_a.liaison, county.cdi.deputy, county.town_b.liaison):
        with pytest.raises(NotFound):
            package(actor=who, ref=row.ref)


def test_a_sealed_file_stays_out_and_the_package_says_so(county: County, tmp_path: Path) -> None:
    story = lived(county)
    row = Attachment.objects.get(name="附表.pdf")
    do(county.inspector, "attachment.freeze", ref=row.ref, found="looked")
    build(story.row.case, tmp_path / "sealed.zip")
    content = opened(tmp_path / "sealed.zip")
    assert not [path for path in content if "附表" in path]
    assert "疑似涉密" in content[GUIDE].decode()
    assert check(tmp_path / "sealed.zip").sound


def test_a_kept_file_that_was_changed_on_disk_stops_the_package(
    county: County, tmp_path: Path, media: Path
) -> None:
    story = lived(county)
    place = media / Attachment.objects.get(name="方案.docx").stored_as
    place.write_bytes(b"changed")
    with pytest.raises(Broken, match="与收存时登记的摘要不符"):
        build(story.row.case, tmp_path / "x.zip")
    place.unlink()
    with pytest.raises(Broken, match="读不到"):
        build(story.row.case, tmp_path / "x.zip")
    run_build(story.row.case_id, county.jurisdiction_id)
    assert ArchivePackage.objects.count() == 0


def test_a_case_without_history_has_no_package(county: County, tmp_path: Path) -> None:
    case = Case(jurisdiction_id=county.jurisdiction_id, code="x", title="x", state="matter", created_at=clock.now())
    case.save()
    with pytest.raises(Broken, match="没有任何办理记录"):
        build(case, tmp_path / "x.zip")


# ---- an OFD beside ----


def issued_copy(story: Story) -> Any:
    """The issued copy of the letter."""
    from duban.documents.official.models import IssuedCopy

    return IssuedCopy.objects.filter(case_id=story.row.case_id, object_kind="letter", part="document").first()


def test_an_ofd_made_elsewhere_is_kept_beside_its_document(county: County, tmp_path: Path) -> None:
    story = lived(county, papers=True)
    copy = issued_copy(story)
    assert copy is not None
    upload = Upload("督办函.ofd", files.ofd("督办函正文内容，责令整改。"))
    do(county.clerk, "matter.keep_ofd", ref=story.matter, paper=copy.ref, file=upload)
    build(story.row.case, tmp_path / "ofd.zip")
    manifest = Manifest.from_xml(opened(tmp_path / "ofd.zip")[MANIFEST])
    beside = next(file for file in manifest.files if file.path.endswith(".ofd"))
    assert beside.represents == copy.ref
    assert check(tmp_path / "ofd.zip").sound


def test_an_ofd_that_is_none_is_refused(county: County) -> None:
    from duban.shared.errors import Invalid

    story = lived(county, papers=True)
    copy = issued_copy(story)
    for upload, field in ((Upload("a.ofd", files.docx()), "file"), (Upload("a.pdf", files.pdf()), "file")):
        with pytest.raises(Invalid) as refused:
            do(county.clerk, "matter.keep_ofd", ref=story.matter, paper=copy.ref, file=upload)
        assert list(refused.value.fields) == [field]
    with pytest.raises(Invalid, match="没有这一选项，请从“督办函"):
        do(
            county.clerk,
            "matter.keep_ofd",
            ref=story.matter,
            paper="nosuchpaper",
            file=Upload("a.ofd", files.ofd()),
        )


CONVERT = (
    "import sys; sys.path.insert(0, {root!r}); from tests import files; open(sys.argv[2], 'wb').write({what})"
)


@pytest.mark.parametrize(("what", "kept"), [
    ("files.ofd('转换得到的正文，内容不少')", True), ("files.docx()", False), ("b''", False), ("sys.exit(3)", False),
    ("__import__('time').sleep(30)", False),
])  # fmt: skip
def test_the_countys_own_converter_is_run_and_its_output_checked(
    county: County, settings: Any, media: Path, what: str, kept: bool
) -> None:
    from duban.documents.files import store

    story = lived(county, papers=True)
    copy = issued_copy(story)
    place, body = store.put(files.pdf(), "issued"), files.pdf()
    type(copy).objects.filter(pk=copy.pk).update(pdf_as=place, pdf_sha256=hashlib.sha256(body).hexdigest())
    type(copy).objects.filter(case_id=story.row.case_id).exclude(pk=copy.pk).update(pdf_as="")
    script = CONVERT.format(root=str(Path(__file__).resolve().parents[2]), what=what)
    settings.ARCHIVE_CONVERTER = f'{sys.executable} -c "{script}" {{input}} {{output}}'
    settings.ARCHIVE_CONVERTER_SECONDS = seconds_for(what)
    packages.convert_documents(actor=system(county), case=story.row.case)
    made = Attachment.objects.filter(case_id=story.row.case_id, represents=copy.ref)
    assert made.exists() is kept
    packages.convert_documents(actor=system(county), case=story.row.case)
    assert made.count() == int(kept)


def test_there_is_no_converter_unless_the_settings_name_one() -> None:
    from duban.archive.packing import converter

    assert converter.switched_on() is False


# ---- the command ----


def test_the_command_checks_a_package_for_people_and_for_programs(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["archive", "check", str(made)]) == 0
    told = capsys.readouterr().out
    assert all(f"{label}　没有发现问题" in told for label in PROPERTIES.values())
    less = {name: body for name, body in opened(made).items() if "督办函" not in name}
    broken = packed(less, tmp_path / "broken.zip")
    assert cli.main(["archive", "check", str(broken), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["sound"] is False and data["properties"]["完整性"] is False
    assert any("督办函" in fault["place"] for fault in data["faults"])
    assert cli.main(["archive", "check", str(tmp_path / "absent.zip")]) == 2


def test_the_command_builds_a_package_by_code(
    county: County, other_county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = lived(county)
    code, out = story.row.case.code, tmp_path / "out.zip"
    assert cli.main(["archive", "build", code]) == 2
    assert "--jurisdiction" in capsys.readouterr().err
    assert cli.main(["archive", "build", code, "--jurisdiction", "xx", "--out", str(out)]) == 0
    assert check(out).sound
    assert cli.main(["archive", "build", "没有的", "--jurisdiction", "xx"]) == 2


def test_the_command_checks_on_a_machine_that_has_no_installation(made: Path, tmp_path: Path) -> None:
    here = tmp_path / "elsewhere"
    here.mkdir()
    command = [sys.executable, "-m", "duban.jobs.cli", "archive", "check", str(made)]
    bare = {"PATH": os.environ["PATH"], "HOME": str(here)}
    told = subprocess.run(command, env=bare, cwd=here, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, ""), told.stdout
    assert list(here.iterdir()) == []
