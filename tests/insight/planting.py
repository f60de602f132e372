"""Defects as they are planted in a package, and the fault by which each is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from lxml import etree

from duban.archive.packing.layout import DIGESTS, GUIDE, HISTORY, MANIFEST, ROWS, SCHEMA
from tests import files
from tests.insight.archived import Files, joined, lines


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


def listed(
    path: str, role: str, body: str = "经研究决定，予以记过。", source: str = ""
) -> Callable[[Files], Files]:
    """A file invented, and listed in the manifest like all others."""

    def change(content: Files) -> Files:
        manifest = etree.fromstring(content[MANIFEST])
        group = next(iter(manifest.findall("{urn:duban:archive:1}files")))
        file = etree.SubElement(group, "{urn:duban:archive:1}file")
        about = {
            "path": path,
            "role": role,
            "type": "letter",
            "title": "决定",
            "size": "1",
            "sha256": "0" * 64,
        }
        for name, value in {**about, **({"source": source} if source else {})}.items():
            etree.SubElement(file, f"{{urn:duban:archive:1}}{name}").text = value
        xml = etree.tostring(manifest, encoding="utf-8", xml_declaration=True)
        return {**content, path: body.encode(), MANIFEST: xml}

    return change


def beside_the_letter(content: Files) -> Files:
    """A second text under the reference of the letter."""
    ref = re.search(r"<source>(\w+)</source>", content[MANIFEST].decode())
    assert ref is not None
    return listed("documents/01-督办函X委办督函〔2026〕1号/补充.txt", "document", source=ref.group(1))(
        content
    )


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
    "a document that no data bear out": (
        listed("documents/99-处分决定/正文.txt", "document"),
        True,
        ("authentic", "source"),
    ),
    "a second text beside a document": (beside_the_letter, True, ("authentic", "source")),
    "an attachment that no data bear out": (
        listed("attachments/099-说明.txt", "attachment"),
        True,
        ("authentic", "source"),
    ),
    "a second history": (listed("history/说明.csv", "table"), True, ("authentic", "source")),
    "a document that stands for another": (
        edited(MANIFEST, "<type>letter</type>", "<type>interview</type>"),
        True,
        ("authentic", "listed"),
    ),
    "the day of a document in the manifest": (
        edited(MANIFEST, "<dated>2026", "<dated>2025"),
        True,
        ("authentic", "listed"),
    ),
    "the day on which a measure ended": (
        edited(MANIFEST, "<ended_on>2026", "<ended_on>2025"),
        True,
        ("authentic", "measure"),
    ),
    "the day on which the case ended": (
        edited(MANIFEST, "<closed_on>2026", "<closed_on>2025"),
        True,
        ("authentic", "closed_on"),
    ),
    "a note in the manifest": (
        edited(MANIFEST, "<notes />", "<notes><note>另有处分决定未收入。</note></notes>"),
        True,
        ("authentic", "notes"),
    ),
    "the guide": (edited(GUIDE, "怎样看", "怎样用"), True, ("authentic", "derived")),
    "a copy of a document missing from the manifest too": (
        unlisted("督办函X委办督函〔2026〕1号/正文.docx"),
        True,
        ("complete", "derived"),
    ),
    "a day that is none": (
        row_changed("measures_measure", deadline="abc"),
        True,
        ("usable", "row"),
    ),
    "a content that is none": (
        row_changed("documents_issuedcopy", content="[]"),
        True,
        ("usable", "shape"),
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
    "no manifest, whose word nothing can be held against": (
        without(MANIFEST),
        False,
        ("authentic", "manifest"),
    ),
    "entities in the manifest": (
        replaced(MANIFEST, b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
        False,
        ("complete", "manifest"),
    ),
    "rows that are none": (replaced(ROWS, b'{"table":"x"}\n' * 50), True, ("usable", "line")),
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
    "a line of the history that is no JSON": (added(HISTORY, b"{broken\n"), True, ("usable", "line")),
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
