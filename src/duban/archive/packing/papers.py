"""The documents of a case for its package: the issued copies, their text, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from duban.archive.packing.contents import attachment_notes
from duban.archive.packing.due import Due, day
from duban.archive.packing.manifest import MeasureAbout, names_noted
from duban.audit.canonical import BLOCK
from duban.audit.chain import RENEWAL
from duban.documents.models import Attachment
from duban.documents.official.copies import paper_of
from duban.documents.official.kinds import KINDS
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Heading, Paper, Paragraph, Picture, Table
from duban.measures.models import Measure
from duban.measures.selectors import stated
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.papers.content import ELEMENTS
from duban.mechanism.words.named import Vocabulary

FILES = (("正本.pdf", "pdf_as", "pdf_sha256"), ("正文.docx", "word_as", "word_sha256"))


def documents_due(
    copies: Sequence[IssuedCopy], measures: Sequence[Measure], words: Vocabulary
) -> Iterator[Due]:
    """The files of the documents that were issued, each in a folder of its own, called as the county calls them."""
    for due in _documents(copies, measures):
        content = due.content if due.content is None else words.say_bytes(due.content)
        yield replace(words.say_all(due), content=content)


def _documents(copies: Sequence[IssuedCopy], measures: Sequence[Measure]) -> Iterator[Due]:
    covered: set[tuple[str, int, str]] = set()
    number = 0
    for copy in copies:
        if copy.issued_on is not None:
            number += 1
            covered.add((copy.object_kind, copy.object_id, copy.part))
            yield from _copy(copy, f"documents/{number:02d}-{_name(copy)}")
    for measure in measures:
        for part, title, text in _stated(measure):
            if (measure.kind, measure.pk, part) not in covered:
                number += 1
                yield _from_rows(measure, part, f"{number:02d}-{title}", text)


_RENEWED = (
    f"act 为 {RENEWAL} 的办理记录，是系统升级改变数据的写法以后更新摘要的：每张表里行号除以 {BLOCK}、整数部分相同的行为一块，"
    "块的摘要 = SHA-256（块内 rows 列表的 JSON），columns 里的 rows = SHA-256（［表、块号、块的摘要］列表的 JSON），"
    "两种列表都按表、号排序；rows 只列有本件数据的块，blocks 是其余各块的摘要。"
)


def notes_due(
    copies: Sequence[IssuedCopy], attachments: Sequence[Attachment], renewed: bool, words: Vocabulary
) -> tuple[str, ...]:
    """What the package says of files that are not in it, each once, and of renewed digests where it has any."""
    notes = [names_noted(words), *_document_notes(copies), *attachment_notes(attachments)]
    told = [*notes, _RENEWED if renewed else ""]
    return words.say_all(tuple(dict.fromkeys(filter(None, told))))


def _document_notes(copies: Sequence[IssuedCopy]) -> Iterator[str]:
    """What the package says of files that could not be made."""
    for copy in copies:
        if copy.issued_on is not None and not copy.pdf_as:
            yield f"{_name(copy)}没有 PDF：形成归档包时还没有出具。"


def _name(copy: IssuedCopy) -> str:
    label = KINDS[copy.kind].label if copy.kind in KINDS else copy.kind
    return f"{label}{copy.number}".replace("/", "／")[:80]


def _type(copy: IssuedCopy) -> str:
    """How the table of what is mandatory calls a document: the measure's own by its kind, others by their part."""
    return copy.object_kind if copy.part == "document" else copy.part


def _copy(copy: IssuedCopy, folder: str) -> Iterator[Due]:
    paper = paper_of(copy)
    about = {"source": copy.ref, "number": copy.number, "dated": day(copy.issued_on)}
    kind, title = _type(copy), _name(copy)
    for name, place, digest in FILES:
        if getattr(copy, place):
            yield Due(
                f"{folder}/{name}", "document", kind, title,
                sha256=getattr(copy, digest), stored_as=getattr(copy, place), about=about,
            )  # fmt: skip
    for name, content in (("正文.txt", text_of(paper)), ("内容.json", paper.to_json())):
        yield Due(f"{folder}/{name}", "document", kind, title, content.encode(), about=about)


def _stated(measure: Measure) -> Iterator[tuple[str, str, str]]:
    """The documents of a measure as its rows have them, for those of which no issued copy exists."""
    label = SPINES[measure.kind].label
    if measure.issued:
        elements = [(one.heading, stated(measure, one.field)) for one in ELEMENTS[measure.kind]]
        yield (
            "document",
            f"{label}{measure.number}",
            "\n".join(f"{head}\n{text}\n" for head, text in elements),
        )
    if measure.minutes_no:
        yield "minutes", f"‹约谈›纪要第{measure.minutes_no}期", measure.minutes
    if measure.release_number:
        yield "release", f"解除‹挂牌督办›通知{measure.release_number}", measure.ended_how


def _from_rows(measure: Measure, part: str, title: str, text: str) -> Due:
    moments = {"document": measure.issued_at, "minutes": measure.held_at, "release": measure.ended_at}
    numbers = {"document": measure.number, "release": measure.release_number}
    about = {"source": measure.ref, "number": numbers.get(part, ""), "dated": day(moments[part])}
    name = title.partition("-")[2]
    return Due(
        path=f"documents/{title.replace('/', '／')}/正文.txt",
        role="document",
        type=measure.kind if part == "document" else part,
        title=name,
        content=f"{name}\n\n{text}\n".encode(),
        about=about,
    )


def measures_about(measures: Sequence[Measure], words: Vocabulary) -> tuple[MeasureAbout, ...]:
    """What the manifest says of the measures that were issued."""
    return tuple(
        MeasureAbout(
            ref=measure.ref,
            kind=measure.kind,
            label=words.say(SPINES[measure.kind].label),
            number=measure.number,
            issued_on=day(measure.issued_at),
            ended_on=day(measure.ended_at),
        )
        for measure in measures
        if measure.issued
    )


def text_of(paper: Paper) -> str:
    """A document as plain text, in the order in which it is read."""
    lines = [*paper.issuers, paper.number, "", paper.name, ""]
    if paper.to:
        lines.append(f"{paper.to}：")
    lines += _blocks(paper.blocks)
    for index, attachment in enumerate(paper.attachments, 1):
        lines.append(f"附件{index}：{attachment.title}")
    lines += [f"{presence.label}：{presence.names}" for presence in paper.attendance]
    lines += ["", *paper.signed_by, day(paper.dated)]
    if paper.note:
        lines.append(f"（{paper.note}）")
    if paper.colophon and paper.colophon.copies:
        lines.append(f"抄送：{paper.colophon.copies}")
    for index, attachment in enumerate(paper.attachments, 1):
        if attachment.blocks:
            lines += ["", f"附件{index}", attachment.title, *_blocks(attachment.blocks)]
    return "\n".join(lines) + "\n"


def _blocks(blocks: Any) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{block.text}{block.run_in}"
            case Paragraph():
                yield block.text
            case Table():
                yield from _table(block)
            case Picture():
                yield f"［图：{block.caption or block.alt}］"


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    if table.head:
        yield "\t".join(table.head)
    for row in table.rows:
        yield "\t".join(cell.text for cell in row)
