"""Reading a notice: bytes to text, text to articles and paragraphs. The county's words stay whole and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from duban.mechanism.notice.values.numerals import number_of

PREAMBLE = "前言"

_MAGIC = (
    (b"PK\x03\x04", "Word、WPS 或压缩文件"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 文件"),
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\xff\xfe", "UTF-16 编码的文件"),
    (b"\xfe\xff", "UTF-16 编码的文件"),
    (b"\x1f\x8b", "压缩文件"),
    (b"Rar!", "压缩文件"),
    (b"7z\xbc\xaf", "压缩文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
_MARKUP = ("<!doctype", "<html", "<?xml")
_MARKS = re.compile("##[A-Za-z_]+##|[\ufeff\u200b-\u200f\u2060\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_EDGE = r"(?:\A|(?<=[\n。；：]))[ \t\u3000\xa0]*"
_LINE = r"(?:\A|(?<=\n))[ \t\u3000\xa0]*"
_CHAPTER = re.compile(rf"{_LINE}第{_NUMERAL}[章编部节](?:分)?[^\n。；]{{0,30}}(?:\n|$)")
_NUMBERED = rf"{_EDGE}第(?P<n>{_NUMERAL})条(?![所规的第款、和至到（(])[、．. \u3000:：]*"
_TOPS = (
    re.compile(_NUMBERED),
    re.compile(rf"{_EDGE}(?P<n>{_NUMERAL})[、．.]"),
    re.compile(rf"{_LINE}(?P<n>[0-9]{{1,2}})[、．.](?![0-9])"),
    re.compile(rf"{_LINE}[（(](?P<n>{_NUMERAL})[）)]"),
)
_PARAGRAPHS = (
    re.compile(rf"{_EDGE}[（(](?P<n>{_NUMERAL})[）)]"),
    re.compile(rf"{_LINE}(?P<n>[0-9]{{1,2}})[、．.](?![0-9])"),
    re.compile(rf"{_LINE}[（(](?P<n>[0-9]{{1,2}})[）)]"),
)
_ROUND = re.compile("[（(]")
_TITLE_END = re.compile(r"(通知|办法|规定|意见|方案|细则|制度|机制)(（[^）]*）|\([^)]*\))?$")
_TITLE_RUN_ON = re.compile(r"\s*[^。，]{0,80}?(通知|办法|规定|意见|方案)(?=为|根据|依据|按照|各)")
_TITLE_LINES = 12
_NUMBER = re.compile(r"[\u4e00-\u9fa5A-Za-z]{1,16}[〔\[［（(]\d{4}[〕\]］）)]第?\d+号")
_DAY = re.compile(
    r"(?P<y>\d{4}|[〇零○一二三四五六七八九]{4})年(?P<m>[\d一二三四五六七八九十]{1,2})月(?P<d>[\d一二三四五六七八九十]{1,3})日"
)
_ISSUER = re.compile(r"^[^，。：]{2,40}(办公室|委员会|人民政府|[县市区旗]委|[县市区旗]政府)$")
_TAIL = re.compile(r"^(附件|附：|抄送|主送|印发|（此件|（联系人|此件|联系人|（?公开方式)")


class NoticeUnreadable(ValueError):
    """A file or text that cannot be taken as a notice; the message says why and what to do."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an article: its number （一） (empty for what stands before the first), and where it stands.

    `start` and `end` are offsets in the notice's text; the words after the number begin at `body`.
    """

    number: str
    text: str
    start: int
    end: int
    body: int


@dataclass(frozen=True)
class Article:
    """An article, or the preamble (number 前言), with its paragraphs in order."""

    number: str
    text: str
    start: int
    end: int
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Facts:
    """What the text itself says of its issue; None where it is silent."""

    issued_on: date | None
    number: str | None
    issuer: str | None


@dataclass(frozen=True)
class Notice:
    """A notice cut up. `text` is the text without scraping marks; every part is a slice of it.

    In order: `letterhead`, title, `address` (number, addressees), preamble, articles, `closing` (issuer, date,
    annexes). `pieces` joined give the text back.
    """

    text: str
    title: str
    letterhead: str
    address: str
    preamble: Article
    articles: tuple[Article, ...]
    closing: str
    pieces: tuple[str, ...]
    facts: Facts

    @property
    def sections(self) -> tuple[Article, ...]:
        """The preamble and the articles."""
        return (self.preamble, *self.articles)


def decode(data: bytes) -> str:
    """The text of a file in UTF-8 (with or without BOM) or GB18030. Raises `NoticeUnreadable` for anything else."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NoticeUnreadable(f"这是{what}，请另存为 UTF-8 或 GB18030 编码的纯文本文件后再导入")
    if not data.strip():
        raise NoticeUnreadable("文件是空的")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return _plain(text)
    raise NoticeUnreadable("文件不是 UTF-8 或 GB18030 编码的文本，请另存为纯文本文件后再导入")


def _plain(text: str) -> str:
    if text.lstrip().lower().startswith(_MARKUP):
        raise NoticeUnreadable("这是网页或标记文件，请把正文另存为纯文本文件后再导入")
    return text


def cut(text: str) -> Notice:
    """Cut a text into title, preamble, articles and paragraphs. Raises `NoticeUnreadable` if it has no articles.

    Scraping marks are taken out; an article may begin inside a line. Numbers must run on (一、二、三 …), so that
    a list inside an article is not taken for articles.
    """
    clean = _MARKS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    chapters = [(found.start(), found.end()) for found in _CHAPTER.finditer(clean)]
    starts = _tops(clean, [end for _, end in chapters])
    if not starts:
        raise NoticeUnreadable("没有找到“一、”“第一条”“1.”这样的条文编号，无法按条款切分")
    bounds = [_with_chapter(clean, chapters, found.start()) for found in starts]
    closing = _closing_at(clean, starts[-1].end())
    articles = tuple(
        _article(clean, found.group("n"), start, found.end(), end)
        for found, start, end in zip(starts, bounds, [*bounds[1:], closing], strict=True)
    )
    title_from, title_to = _title_span(clean, bounds[0])
    preamble_at = _address_end(clean, title_to, bounds[0])
    cuts = [0, title_from, title_to, preamble_at, *bounds, closing, len(clean)]
    pieces = tuple(clean[first:last] for first, last in zip(cuts, cuts[1:], strict=False))
    letterhead, title, address, ending = pieces[0], pieces[1], pieces[2], pieces[-1]
    return Notice(
        text=clean,
        title="".join(title.split()),
        letterhead=letterhead.strip(),
        address=address.strip(),
        preamble=_article(clean, PREAMBLE, preamble_at, preamble_at, bounds[0]),
        articles=articles,
        closing=ending.strip(),
        pieces=pieces,
        facts=_facts(letterhead, address, ending),
    )


def _tops(text: str, chapters: list[int]) -> list[re.Match[str]]:
    """The articles by the first kind of numbering that the text has: 第一条, else 一、, else 1., else （一）."""
    for pattern in _TOPS:
        found = list(_in_sequence(pattern, text, 0, len(text), chapters))
        if len(found) > 1 or (found and pattern is _TOPS[1]):
            return found
    return []


def _with_chapter(text: str, chapters: list[tuple[int, int]], start: int) -> int:
    """Where an article begins: with the heading of the chapter that it opens."""
    for first, last in chapters:
        if first < start and not text[last:start].strip():
            return first
    return start


def _in_sequence(
    pattern: re.Pattern[str], text: str, start: int, end: int, anew: Sequence[int] = ()
) -> Iterator[re.Match[str]]:
    """The numbers that run on (or, at a line of their own, leave one out); after each of `anew` they may begin again."""
    last, at = 0, start
    for found in pattern.finditer(text, start, end):
        number = number_of(found.group("n")) or 0
        at_line = found.start() == 0 or text[found.start() - 1] == "\n"
        again = number == 1 and any(at < chapter <= found.start() for chapter in anew)
        if number == last + 1 or (at_line and 0 < last < number) or again:
            last, at = number, found.start()
            yield found


def _article(text: str, number: str, start: int, body: int, end: int) -> Article:
    found = [] if number == PREAMBLE else _paragraphs(text, body, end)
    paragraphs = [_part(text, "", start, body, found[0].start() if found else end)]
    for each, last in zip(found, [*(later.start() for later in found[1:]), end], strict=False):
        shown = f"（{each.group('n')}）" if _ROUND.search(each.group()) else each.group().strip()
        paragraphs.append(_part(text, shown, each.start(), each.end(), last))
    return Article(number, text[start:end].strip(), start, end, tuple(paragraphs))


def _paragraphs(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The paragraphs by the kind of numbering that comes first; what is numbered inside them stays text."""
    kinds = [list(_in_sequence(pattern, text, start, end)) for pattern in _PARAGRAPHS]
    return min((found for found in kinds if found), key=lambda found: found[0].start(), default=[])


def _part(text: str, number: str, start: int, body: int, end: int) -> Paragraph:
    return Paragraph(number, text[start:end].strip(), start, end, body)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end (after the newline) and stripped words of each line of a span."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        yield at, at + len(line), line.strip()
        at += len(line)


def _title_span(text: str, end: int) -> tuple[int, int]:
    run_on = _TITLE_RUN_ON.match(text)
    if run_on:
        return 0, run_on.end()
    first: int | None = None
    lines = [row for row in _lines(text, 0, end) if row[2]][:_TITLE_LINES]
    about = next((start for start, _, words in lines if "关于" in words), None)
    for start, stop, words in lines:
        if first is None and (about is None or start >= about):
            first = start
        if first is not None and _TITLE_END.search(words):
            return first, stop
    return (lines[0][0], lines[0][1]) if lines else (0, 0)


def _address_end(text: str, start: int, end: int) -> int:
    for first, last, words in _lines(text, start, end):
        addressed = words.endswith(("：", ":")) and "如下" not in words
        if words and not (addressed or _NUMBER.fullmatch(words) or words.startswith(("（", "("))):
            return first
        start = last
    return min(start, end)


def _closing_at(text: str, start: int) -> int:
    """Where the last article ends and issuer, date or annexes begin."""
    rows = list(_lines(text, start, len(text)))
    for first, _, words in rows[1:]:
        if _TAIL.match(words) or _ISSUER.match(words) or _DAY.fullmatch("".join(words.split())):
            return first
    return len(text)


def _facts(letterhead: str, address: str, closing: str) -> Facts:
    number = next(
        (found.group() for part in (letterhead, address, closing) if (found := _NUMBER.search(part))), None
    )
    lines = [words for _, _, words in _lines(closing, 0, len(closing))]
    issuers = [name for line in lines for name in re.split(r"[ \t\u3000]+", line) if _ISSUER.match(name)]
    days = (
        _day(found) for part in (closing, address) for found in _DAY.finditer(part) if _of_issue(part, found)
    )
    return Facts(
        issued_on=next((day for day in days if day), None),
        number=number,
        issuer="、".join(dict.fromkeys(issuers)) or None,
    )


def _of_issue(part: str, found: re.Match[str]) -> bool:
    return not part[found.end() :].startswith(("印发", "起", "前"))


def _day(found: re.Match[str]) -> date | None:
    year, month, day = (number_of(found.group(name)) for name in "ymd")
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
