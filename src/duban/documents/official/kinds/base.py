"""What the builders of all kinds share: who issues, how facts become blocks, how a clause is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from duban.documents.papers.model import Cell, Colophon, Heading, Paragraph, Table
from duban.mechanism.clauses import cite
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary
from duban.shared import clock

NOTICE = "县重点工作督查联动机制"
COPIES = "县纪委监委、县委组织部。"
OPEN = "（未填）"
"""Stands in a draft where nothing has been filled in yet."""

_ISO_DAY = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What every document has: issuers by full name (lead first), number and day once given, urgency.

    `notice` is how the county's notice is called in the text, `vocabulary` what the county calls its measures.
    """

    issuers: tuple[str, ...]
    number: str = ""
    dated: date | None = None
    urgency: Literal["", "加急", "特急"] = ""
    notice: str = NOTICE
    vocabulary: Vocabulary = USUAL_WORDS


@dataclass(frozen=True, kw_only=True)
class OfUnit(Facts):
    """A document about one matter of one unit; `principals` are its principal leaders by name."""

    matter: str
    unit: str
    principals: tuple[str, ...] = ()


def text(words: str) -> Paragraph:
    """A paragraph; days stand in it as documents write them."""
    return Paragraph(text=in_words(words))


def in_words(words: str) -> str:
    """The same with 2026-03-05 as 2026年3月5日, as official documents write days (GB/T 9704-2012, 7.3.5.4)."""
    return _ISO_DAY.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", words)


def section(place: int, words: str) -> Heading:
    """A heading of the first level, counted from 1: 一、…"""
    return Heading(level=1, text=f"{_NUMERALS[place - 1]}、{words}")


def point(place: int, words: str, run_in: str = "") -> Heading:
    """A heading of the second level, counted from 1: （一）…, with text that runs on."""
    return Heading(level=2, text=f"（{_NUMERALS[place - 1]}）{words}", run_in=in_words(run_in))


def numbered(rows: str | Iterable[str] | None) -> tuple[Paragraph, ...]:
    """Lines as 1. 2. 3.; a single one stands without a number, none says that it is open."""
    lines = [rows] if isinstance(rows, str) else list(rows or ())
    lines = [full_stop(line) for line in lines if line.strip()]
    if not lines:
        return (text(OPEN),)
    if len(lines) == 1:
        return (text(lines[0]),)
    return tuple(text(f"{n}. {line}") for n, line in enumerate(lines, 1))


def paragraphs(words: str) -> tuple[Paragraph, ...]:
    """The lines of a text as paragraphs, each a sentence that ends."""
    return tuple(text(ended(line)) for line in words.splitlines() if line.strip()) or (text(OPEN),)


def ended(words: str) -> str:
    """The words as a sentence: with a full stop unless they end in another mark that ends or leads on."""
    plain = words.strip()
    return plain if plain[-1:] in "！？：”》）…" else full_stop(plain)


def full_stop(words: str) -> str:
    """The words with one full stop at the end."""
    return f"{words.strip().rstrip('。；;')}。"


def joined(facts: Sequence[str], otherwise: str = OPEN) -> str:
    """Facts in one sentence, without the full stops that each brings along."""
    return "；".join(fact.strip().rstrip("。；") for fact in facts if fact.strip()) or otherwise.rstrip(
        "。；"
    )


def filled(value: object) -> str:
    """A value as text, or that it is open; a list in one sentence."""
    if isinstance(value, list | tuple):
        return joined([str(one) for one in value])
    return str(value).strip() if value not in (None, "") else OPEN


def day(value: date | None) -> str:
    """2026年11月23日, or that it is open."""
    return f"{value.year}年{value.month}月{value.day}日" if value else OPEN


def moment(value: datetime | None) -> str:
    """2026年11月23日9时30分 in the county's time, or that it is open."""
    if value is None:
        return OPEN
    time = clock.time_of(value)
    minutes = f"{time.minute}分" if time.minute else ""
    return f"{day(clock.day_of(value))}{time.hour}时{minutes}"


def by(facts: Facts, clause_id: str) -> str:
    """根据…第三条第（一）项规定: the notice and the place in it of a clause."""
    cited = cite(clause_id)
    article, _, rest = cited.partition("（")
    item = f"第（{rest}项" if rest else ""
    name = facts.notice if facts.notice.startswith("《") else f"《{facts.notice}》"
    return f"根据{name}第{article}条{item}规定"


def addressed(facts: OfUnit) -> str:
    """The unit and its principal leaders, who are both addressed (三（一）)."""
    leaders = "、".join(facts.principals)
    return f"{facts.unit}及主要领导{leaders}" if leaders else f"{facts.unit}及其主要领导"


def quoted(name: str) -> str:
    """A name in quotation marks; inner ones become single."""
    return "“" + name.replace("“", "‘").replace("”", "’") + "”"


def our_office(issuers: Sequence[str]) -> str:
    """How the issuer speaks of itself."""
    return "我办" if all(name.endswith("办公室") for name in issuers) else "我单位"


def copied(facts: Facts, copies: str = COPIES) -> Colophon:
    """The 版记 with its copies; printer and day as the form wants them."""
    return Colophon(copies=copies, printer=facts.issuers[0] if facts.issuers else "", printed_on=facts.dated)


def label(words: str) -> Cell:
    """A cell that names what stands beside it."""
    return Cell(text=words, label=True)


def cell(words: object, *, span: int = 1, left: bool = False) -> Cell:
    """A cell of a table."""
    return Cell(text="" if words is None else str(words), span=span, align="left" if left else "center")


def register(
    head: Sequence[str], rows: Iterable[Sequence[object]], widths: Sequence[float], caption: str = ""
) -> Table:
    """A table of text with a running number in front; a column with long text is set left."""
    lines = [["" if one is None else str(one) for one in row] for row in rows]
    left = [max((len(line[column]) for line in lines), default=0) > 8 for column in range(len(head))]
    body = tuple(
        (cell(n), *(cell(one, left=aside) for one, aside in zip(line, left, strict=True)))
        for n, line in enumerate(lines, 1)
    )
    return Table(head=("序号", *head), rows=body, widths=(1.3, *widths), caption=caption)


def plain_name(name: str) -> str:
    """A name that can stand in a file name."""
    return re.sub(r'[\\/:*?"<>|\s]+', "", name)[:80]
