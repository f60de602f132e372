"""The four-property check finds every planted defect and names it with its place."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from duban.insight.archive.building import build
from duban.insight.archive.checking import check
from duban.insight.archive.layout import DIGESTS, GUIDE, HISTORY, MANIFEST, PROPERTIES, ROWS, SCHEMA
from tests import files
from tests.insight.archived import Files, found, joined, lines, lived, opened, packed
from tests.personas import County

# ---- planted defects ----


def other(content: Files, part: str) -> str:
    """The path of which this is a part."""
    return next(path for path in content if part in path)


def edited(path: str, old: str, new: str) -> Callable[[Files], Files]:
    def change(content: Files) -> Files:
        name = other(content, path)
        assert old.encode() in content[name]
        return {**content, name: content[name].replace(old.encode(), new.encode(), 1)}

    return change


def replaced(path: str, body: bytes) -> Callable[[Files], Files]:
    return lambda content: {**content, other(content, path): body}


def without(path: str) -> Callable[[Files], Files]:
    return lambda content: {name: body for name, body in content.items() if path not in name}


def added(path: str, body: bytes) -> Callable[[Files], Files]:
    return lambda content: {**content, path: body}


def unlisted(part: str) -> Callable[[Files], Files]:
    """A file taken out of package and manifest alike."""

    def change(content: Files) -> Files:
        manifest = etree.fromstring(content[MANIFEST])
        space = {"a": "urn:duban:archive:1"}
        for file in manifest.findall("a:files/a:file", space):
            if part in (file.findtext("a:path", namespaces=space) or ""):
                file.getparent().remove(file)
        kept = {name: body for name, body in content.items() if part not in name}
        return {**kept, MANIFEST: etree.tostring(manifest, encoding="utf-8", xml_declaration=True)}

    return change


def entry_changed(
    change: Callable[[dict[str, Any]], None], act: str = "letter.issue"
) -> Callable[[Files], Files]:
    def apply(content: Files) -> Files:
        records = lines(content, HISTORY)
        change(next(one for one in records if one["columns"]["act"] == act))
        return {**content, HISTORY: joined(records)}

    return apply


def entry_gone(act: str) -> Callable[[Files], Files]:
    def apply(content: Files) -> Files:
        records = lines(content, HISTORY)
        gone = next(index for index, one in enumerate(records) if one["columns"]["act"] == act)
        return {**content, HISTORY: joined(records[:gone] + records[gone + 1 :])}

    return apply


def row_changed(table: str, **values: Any) -> Callable[[Files], Files]:
    def apply(content: Files) -> Files:
        records = lines(content, ROWS)
        next(one for one in records if one["table"] == table)["values"].update(values)
        return {**content, ROWS: joined(records)}

    return apply


def row_gone(table: str) -> Callable[[Files], Files]:
    def apply(content: Files) -> Files:
        records = lines(content, ROWS)
        gone = next(index for index, one in enumerate(records) if one["table"] == table)
        return {**content, ROWS: joined(records[:gone] + records[gone + 1 :])}

    return apply


def line_gone(path: str) -> Callable[[Files], Files]:
    def apply(content: Files) -> Files:
        name = other(content, path)
        return {**content, name: b"\r\n".join(content[name].split(b"\r\n")[:-2]) + b"\r\n"}

    return apply


def line_doubled(path: str) -> Callable[[Files], Files]:
    def apply(content: Files) -> Files:
        name = other(content, path)
        return {**content, name: content[name] + content[name].split(b"\r\n")[-2] + b"\r\n"}

    return apply


def resaid(entry: dict[str, Any]) -> None:
    """Another word in what an entry says."""
    entry["payload"] = entry["payload"].replace("印发", "作废")


def last_entry_gone(content: Files) -> Files:
    records = lines(content, HISTORY)
    last = max(index for index, one in enumerate(records) if one["belongs"])
    return {**content, HISTORY: joined(records[:last] + records[last + 1 :])}


def undeclared(content: Files) -> Files:
    return {**content, MANIFEST: re.sub(rb"\s*<declared>[^<]*</declared>", b"", content[MANIFEST])}


def forged_entry(content: Files) -> Files:
    records = lines(content, HISTORY)
    return {**content, HISTORY: joined([*records, {**records[-1], "belongs": True}])}


OTHER = files.docx("另一份", "换过的内容，字数也不少。")
NOWHERE = "</looked_by><represents>nosuchpaper</represents>"
LETTER, PHOTO, PLAN, TABLE = "督办函X委办督函〔2026〕1号/正文.txt", "现场.jpg", "方案.docx", "附表.pdf"
MARKED = "机密★1年"

# what is planted, whether all digests are brought into line afterwards, and the fault that names it
PLANTED: dict[str, tuple[Callable[[Files], Files], bool, tuple[str, str]]] = {
    "a word changed in a document": (edited(LETTER, "督办", "表扬"), False, ("authentic", "digest")),
    "an attachment exchanged": (
        replaced(PLAN, files.docx("另一份", "换过的内容，字数也不少。")),
        False,
        ("authentic", "digest"),
    ),
    "an attachment exchanged with all digests in line": (
        replaced(PLAN, files.docx("另一份", "换过的内容。")),
        True,
        ("authentic", "replaced"),
    ),
    "the digests edited": (edited(DIGESTS, "a", "b"), False, ("authentic", "digests")),
    "a line of the digests broken": (added(DIGESTS, b"nonsense\n"), False, ("authentic", "digests")),
    "the title in the manifest": (
        edited(MANIFEST, "<title>圩镇", "<title>城区"),
        True,
        ("authentic", "title"),
    ),
    "a number in the manifest": (
        edited(MANIFEST, "<number>X委办督函〔2026〕1号", "<number>X委办督函〔2026〕9号"),
        True,
        ("authentic", "number"),
    ),
    "the day of forming": (
        edited(MANIFEST, "<formed_at>2026", "<formed_at>2025"),
        True,
        ("authentic", "formed"),
    ),
    "the hash of the last entry": (
        edited(MANIFEST, "<last_entry>", "<last_entry>1"),
        True,
        ("authentic", "last"),
    ),
    "another schema": (edited(SCHEMA, 'value="300"', 'value="900"'), True, ("authentic", "schema")),
    "who acted": (entry_changed(lambda one: one["columns"].update(actor=9)), True, ("authentic", "link")),
    "what an entry says": (
        entry_changed(lambda one: one.update(payload=one["payload"].replace("印发", "作废"))),
        True,
        ("authentic", "payload"),
    ),
    "the rows of an entry": (entry_changed(lambda one: one.update(rows=[])), True, ("authentic", "rows")),
    "an entry taken out of the middle": (entry_gone("letter.check"), True, ("complete", "gap")),
    "the last entry taken out": (last_entry_gone, True, ("authentic", "last")),
    "an entry doubled": (forged_entry, True, ("authentic", "order")),
    "a limit changed in the rows": (
        row_changed("measures_measure", deadline="2027-01-01"),
        True,
        ("authentic", "row"),
    ),
    "a row that nobody wrote": (row_changed("proceedings_report", id=99), True, ("authentic", "row")),
    "a row taken out": (row_gone("documents_attachment"), True, ("complete", "attachment")),
    "a word in a table with all digests in line": (
        edited("推进评价.csv", "正常推进", "严重滞后"),
        True,
        ("authentic", "derived"),
    ),
    "a line taken out of a table with all digests in line": (
        line_gone("发文稿纸.csv"),
        True,
        ("complete", "derived"),
    ),
    "a line put into a table with all digests in line": (
        line_doubled("发文稿纸.csv"),
        True,
        ("authentic", "derived"),
    ),
    "a heading of a table with all digests in line": (
        edited("发文稿纸.csv", "意见", "批示"),
        True,
        ("authentic", "derived"),
    ),
    "the history as told with all digests in line": (
        edited("经过.csv", "印发", "作废"),
        True,
        ("authentic", "derived"),
    ),
    "a table that no data bear out": (
        added("tables/奖惩.csv", "姓名,奖惩\r\n张某,记过\r\n".encode()),
        True,
        ("authentic", "derived"),
    ),
    "a table missing from the manifest too": (unlisted("推进评价.csv"), True, ("complete", "derived")),
    "a word in a document with all digests in line": (
        edited(LETTER, "督办", "表扬"),
        True,
        ("authentic", "derived"),
    ),
    "the content of a document with all digests in line": (
        edited("督办函X委办督函〔2026〕1号/内容.json", "督办", "表扬"),
        True,
        ("authentic", "derived"),
    ),
    "a document missing": (without(LETTER), False, ("complete", "missing")),
    "an attachment missing": (without(PHOTO), False, ("complete", "missing")),
    "an attachment missing from the manifest too": (unlisted(PHOTO), True, ("complete", "attachment")),
    "the letter missing from the manifest too": (unlisted("督办函"), True, ("complete", "mandatory")),
    "the release missing from the manifest too": (unlisted("解除挂牌"), True, ("complete", "mandatory")),
    "the plans missing from the manifest too": (unlisted("整改方案.csv"), True, ("complete", "mandatory")),
    "the sheet of signatures missing": (unlisted("发文稿纸.csv"), True, ("complete", "mandatory")),
    "a file that nobody listed": (
        added("documents/多出.txt", "多出的".encode()),
        False,
        ("complete", "extra"),
    ),
    "no manifest": (without(MANIFEST), False, ("complete", "manifest")),
    "no history": (without(HISTORY), False, ("complete", "missing")),
    "no guide": (without(GUIDE), False, ("complete", "missing")),
    "no title": (
        edited(MANIFEST, "<title>圩镇雨污分流管网建设</title>", "<title></title>"),
        True,
        ("complete", "metadata"),
    ),
    "a retention that does not exist": (edited(MANIFEST, "永久", "五年"), True, ("complete", "metadata")),
    "an element too many": (edited(MANIFEST, "<notes", "<extra/><notes"), True, ("complete", "metadata")),
    "half a pdf": (replaced(TABLE, files.pdf()[:-300]), True, ("usable", "damaged")),
    "half a docx": (replaced(PLAN, files.docx()[:-60]), True, ("usable", "damaged")),
    "another kind under the name of a picture": (replaced(PHOTO, files.pdf()), True, ("usable", "suffix")),
    "half a picture": (
        replaced(PHOTO, files.picture("JPEG", (640, 480))[:-400]),
        True,
        ("usable", "damaged"),
    ),
    "an empty attachment": (replaced(PLAN, b""), True, ("usable", "empty")),
    "a manifest that is no XML": (replaced(MANIFEST, b"<archive>"), False, ("usable", "manifest")),
    "a line of the history that is no JSON": (added(HISTORY, b"{broken\n"), True, ("usable", "json")),
    "a table in another encoding": (
        replaced("经过.csv", "时间,办理人\n一".encode("gb18030")),
        True,
        ("usable", "encoding"),
    ),
    "a table with torn rows": (replaced("整改方案.csv", "甲,乙\n一\n".encode()), True, ("usable", "csv")),
    "macros in an attachment": (
        replaced(PLAN, files.docx(more={"word/vbaProject.bin": b"x"})),
        True,
        ("safe", "macro"),
    ),
    "a script in a pdf": (
        replaced(TABLE, files.pdf(extra="<< /S /JavaScript /JS (x) >>")),
        True,
        ("safe", "active"),
    ),
    "a zip bomb": (
        replaced(PLAN, files.docx(more={"word/a.xml": b"<a>" + b"0" * 30_000_000 + b"</a>"})),
        True,
        ("safe", "bomb"),
    ),
    "a marked attachment": (replaced(PLAN, files.docx("方案", MARKED)), True, ("safe", "marking")),
    "a marked document": (edited(LETTER, "督办", f"{MARKED} 督办"), True, ("safe", "marking")),
    "a program": (added("attachments/run.exe", b"MZ"), False, ("safe", "format")),
    "a scan nobody declared": (undeclared, True, ("safe", "undeclared")),
    "an OFD of a document that is not there": (
        edited(MANIFEST, "</looked_by>", "</looked_by><represents>nosuchpaper</represents>"),
        True,
        ("complete", "represents"),
    ),
    "a way out of the folder": (added("documents/../../etc/cron.txt", b"x"), False, ("safe", "path")),
}


@pytest.fixture(scope="module")
def keeper() -> dict[str, bytes]:
    """The bytes of one package for all planted defects."""
    return {}


@pytest.fixture
def whole(county: County, tmp_path: Path, keeper: dict[str, bytes]) -> Files:
    """The files of a sound package, built once."""
    if "package" not in keeper:
        build(lived(county, papers=True).row.case, tmp_path / "whole.zip")
        keeper["package"] = (tmp_path / "whole.zip").read_bytes()
    (tmp_path / "whole.zip").write_bytes(keeper["package"])
    return opened(tmp_path / "whole.zip")


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_defect_is_found_and_named(whole: Files, tmp_path: Path, what: str) -> None:
    plant, honest, (name, rule) = PLANTED[what]
    checked = check(packed(plant(whole), tmp_path / "planted.zip", honest))
    assert not checked.sound
    assert (name, rule) in found(checked), [fault.line for fault in checked.faults]
    assert all(
        fault.place and fault.what and PROPERTIES[fault.suffers] in fault.line for fault in checked.faults
    )


def test_the_repacked_package_without_a_defect_is_sound(whole: Files, tmp_path: Path) -> None:
    assert check(packed(whole, tmp_path / "same.zip", honest=True)).sound


def hostile_zip(kind: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if kind == "link":
            info = zipfile.ZipInfo("root/attachments/a.txt")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
        elif kind == "up":
            archive.writestr("../outside.txt", "x")
        else:
            archive.writestr("root/a.txt", "x")
    content = out.getvalue()
    if kind == "half":
        return content[:-30]
    return content + b"MZ" * 300 if kind == "tail" else content


@pytest.mark.parametrize(
    ("kind", "name"),
    [("link", "safe"), ("up", "safe"), ("half", "usable"), ("tail", "safe"), ("empty", "complete")],
)
def test_a_hostile_container_is_told_and_never_unpacked(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(hostile_zip(kind))
    checked = check(path)
    assert name in {fault.suffers for fault in checked.faults}
    assert not (tmp_path / "outside.txt").exists() and not (tmp_path.parent / "outside.txt").exists()


def test_links_in_a_folder_are_not_followed(whole: Files, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    for name, body in whole.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    (folder / "attachments" / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "more").symlink_to("/etc")
    checked = check(folder)
    assert [fault.place for fault in checked.faults if fault.rule == "link"] == [
        "attachments/passwd.txt",
        "more",
    ]
