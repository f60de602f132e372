"""真实性 and 完整性: the package holds what its data say, no file more and none fewer, each listed as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from duban.archive.checking.derived import Dossier, short
from duban.archive.checking.report import Fault
from duban.archive.packing.contents import attachments_due
from duban.archive.packing.due import Due, closed_on, day
from duban.archive.packing.guide import guide
from duban.archive.packing.layout import DIGESTS, GUIDE, HISTORY, MANIFEST, ROWS, SCHEMA, TOLD
from duban.archive.packing.manifest import FileAbout, Manifest
from duban.archive.packing.papers import documents_due, measures_about, notes_due
from duban.documents.models import Attachment
from duban.documents.official.models import IssuedCopy
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.lifecycles import state_label

_FIXED = frozenset({DIGESTS, GUIDE, HISTORY, MANIFEST, ROWS, SCHEMA, TOLD})
_SAID = {
    "role": "类别",
    "type": "种类",
    "title": "题名",
    "number": "文号",
    "dated": "日期",
    "source": "来源",
    "edition": "版次",
    "replaces": "替换",
    "level": "检测结果",
    "declared": "声明人",
    "looked_by": "查看人",
    "represents": "所表示的公文",
}


def faults(manifest: Manifest, files: Mapping[str, bytes], dossier: Dossier) -> Iterator[Fault]:
    """Every document and attachment that the data do not bear out, and every word of the manifest that they do not."""
    copies, attachments = dossier.of(IssuedCopy), dossier.of(Attachment)
    documents = documents_due(copies, dossier.of(Measure), manifest.words)
    due = {one.path: one for one in (*documents, *attachments_due(attachments))}
    listed = {file.path: file for file in manifest.files}
    for path, one in due.items():
        if path not in files:
            yield Fault("complete", path, "数据里有它，包里没有", "derived")
        else:
            yield from _content(one, files[path], listed.get(path))
            yield from _listed(one, listed.get(path))
    for path in sorted(files.keys() - due.keys() - _FIXED):
        if not path.startswith("tables/"):
            yield Fault("authentic", path, "来源不明：数据里没有它", "source")
    if manifest.notes != notes_due(copies, attachments, dossier.renewed, manifest.words):
        yield Fault("authentic", MANIFEST, "备注与数据不符", "notes")
    yield from _measures(manifest, dossier)
    yield from _case(manifest, dossier)
    if GUIDE in files and files[GUIDE] != guide(manifest.case, manifest.notes):
        yield Fault("authentic", GUIDE, "与系统按清单写出的说明不符", "derived")


def _content(due: Due, content: bytes, file: FileAbout | None) -> Iterator[Fault]:
    if due.content is not None and due.content != content:
        yield Fault("authentic", due.path, "与印发时定下的内容不符", "derived")
    if due.content is None and file is not None and file.sha256 != due.sha256:
        yield Fault("authentic", due.path, "与收存时登记的摘要不符，被换过", "replaced")


def _listed(due: Due, file: FileAbout | None) -> Iterator[Fault]:
    """What the manifest says of a file beside its size and digest."""
    if file is None:
        return
    right = {"role": due.role, "type": due.type, "title": due.title, **due.about}
    for name, label in _SAID.items():
        found, wanted = getattr(file, name), right.get(name, "")
        if found != wanted:
            what = f"清单写{label}“{short(found)}”，数据是“{short(wanted)}”"
            yield Fault("authentic", due.path, what, "number" if name == "number" else "listed")


def _measures(manifest: Manifest, dossier: Dossier) -> Iterator[Fault]:
    right = {one.ref: one for one in measures_about(dossier.of(Measure), manifest.words)}
    for ref in sorted(right.keys() - {one.ref for one in manifest.measures}):
        yield Fault("complete", MANIFEST, f"清单没有列{right[ref].label}{right[ref].number}", "measure")
    for one in manifest.measures:
        wanted = right.get(one.ref)
        if wanted is None:
            yield Fault("authentic", MANIFEST, f"数据里没有{one.label}{one.number}", "measure")
        elif wanted.number != one.number:
            yield Fault("authentic", MANIFEST, f"{one.label}{one.number}的文号与数据不符", "number")
        elif wanted != one:
            differing = [
                each.name for each in fields(one) if getattr(one, each.name) != getattr(wanted, each.name)
            ]
            yield Fault(
                "authentic",
                MANIFEST,
                f"{one.label}{one.number}与数据不符（{'、'.join(differing)}）",
                "measure",
            )


def _case(manifest: Manifest, dossier: Dossier) -> Iterator[Fault]:
    about = manifest.case
    right = {"closed_on": ("结束日期", day(closed_on(dossier.spoken)))}
    for matter in dossier.of(Matter)[:1]:
        right |= {
            "title": ("题名", matter.title[:300]),
            "status": ("状态", manifest.words.say(state_label("matter", matter.state))),
            "registered_on": ("立项日期", day(matter.registered_on)),
        }
    for name, (label, wanted) in right.items():
        if getattr(about, name) != wanted:
            what = f"{label}写的是“{short(getattr(about, name))}”，数据是“{short(wanted)}”"
            yield Fault("authentic", MANIFEST, what, name)
