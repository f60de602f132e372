"""The page 机制: article by article the county's own words, beside the parameters and the open questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import CLAUSES, Clause
from duban.mechanism.decision import Decision
from duban.mechanism.lifecycles import starting, state_label, states_of
from duban.mechanism.lifecycles.rulebook.notices import SAID
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.notice.binding import Passage
from duban.mechanism.notice.reading import Article, Paragraph
from duban.mechanism.parameters import NoValueInForce, Pack, Question, Use, default_pack
from duban.mechanism.words.rules import DONE_WITH
from duban.rulebook.models import CalendarDay, CalendarYear, NoticeAnswer
from duban.rulebook.selectors.book import KeptNotice, book, in_force
from duban.rulebook.selectors.superiors import SuperiorLine, superior_lines
from duban.rulebook.selectors.versions import HistoryLine, histories, versions
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class Segment:
    """A stretch of the county's words with the clauses that stand on it."""

    text: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class ParagraphView:
    """A paragraph whole and in order: its segments joined are its text."""

    number: str
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The paragraph without marks."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class ClauseView:
    """A clause beside the words: what it fixes, what it leaves open, or why no program can carry it out.

    `done` says what the rules do with it, a sentence each.
    """

    id: str
    cite: str
    title: str
    kind: str
    found: bool
    words: str
    parameters: tuple[Use, ...]
    questions: tuple[str, ...]
    not_executable: str
    done: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionView:
    """The preamble or an article."""

    number: str
    paragraphs: tuple[ParagraphView, ...]
    clauses: tuple[ClauseView, ...]


@dataclass(frozen=True)
class NoticeLine:
    """An adopted notice in the list, with an extension that waits.

    `acts` is what the actor may do to it, `answers` what was answered, by item.
    """

    ref: str
    version: int
    title: str
    number: str
    issuer: str
    issued_on: date
    state: str
    state_label: str
    entered_by: str
    confirmed_by: str
    confirmed_at: datetime | None
    proposed: Mapping[str, str]
    binding: dict[str, Any]
    comparison: dict[str, Any]
    acts: tuple[Act, ...]
    answers: Mapping[str, str]


@dataclass(frozen=True)
class NoticeView:
    """The page 机制. Without a confirmed notice it has clauses and parameters, but no words.

    `histories` holds every value of a parameter by date; `place` is the version in force, counted from 1.
    """

    title: str
    number: str
    issuer: str
    issued_on: date | None
    trial: Decision
    until: date | None
    address: str
    closing: str
    sections: tuple[SectionView, ...]
    parameters: tuple[Use, ...]
    questions: tuple[Question, ...]
    pack_name: str
    pack_hash: str
    notices: tuple[NoticeLine, ...]
    acts: tuple[str, ...]
    histories: Mapping[str, tuple[HistoryLine, ...]]
    superiors: tuple[SuperiorLine, ...]
    place: int


_STARTING = starting("notice", "packdraft", "override", "calendar")


def notice_view(*, actor: Actor, ref: str = "") -> NoticeView:
    """The notice in force, or with `ref` any confirmed one, and the parameters of today."""
    today = clock.today()
    known = book(actor.jurisdiction_id)
    entries = [entry for entry in known.packs if not ref or entry[2].ref == ref]
    if ref and not entries:
        raise NotFound("没有找到，或不在您的范围内。")
    held = [entry for entry in entries if entry[0] <= today] or entries
    kept = held[-1][2] if held else None
    pack = held[-1][1] if held else default_pack()
    kept_packs = versions(actor=actor)
    return NoticeView(
        title=kept.title if kept else "",
        number=kept.number if kept else "",
        issuer=kept.issuer if kept else "",
        issued_on=kept.issued_on if kept else None,
        trial=in_force(actor.jurisdiction_id, today),
        until=pack.get("effective_to", today),
        address=kept.text.address if kept else "",
        closing=kept.text.closing if kept else "",
        sections=tuple(_sections(kept, pack, today)),
        parameters=tuple(_uses(pack, [each.key for each in pack.parameters], today)),
        questions=pack.questions_on(today),
        pack_name=pack.name,
        pack_hash=pack.hash,
        notices=tuple(notices(actor=actor)),
        acts=tuple(key for key in _STARTING if may_start(actor, key)),
        histories=histories(entries[-1][1] if entries else pack, kept_packs, actor.jurisdiction_id),
        superiors=superior_lines(actor=actor),
        place=next((line.place for line in reversed(kept_packs) if line.hash == pack.hash), 0),
    )


def _uses(pack: Pack, keys: Iterable[str], on: date) -> list[Use]:
    found = []
    for key in keys:
        try:
            found.append(pack.use(key, on))
        except NoValueInForce:
            continue
    return found


def _sections(kept: KeptNotice | None, pack: Pack, on: date) -> list[SectionView]:
    parameters = pack.parameters

    def views(clauses: Iterable[Clause]) -> tuple[ClauseView, ...]:
        return tuple(
            ClauseView(
                id=each.id,
                cite=each.cite,
                title=each.title,
                kind=each.kind_label,
                found=kept is not None and each.id in kept.passages,
                words="".join(kept.passages[each.id].words.split())
                if kept and each.id in kept.passages
                else "",
                parameters=tuple(_uses(pack, [p.key for p in parameters if each.id in p.clauses], on)),
                questions=each.questions,
                not_executable=each.not_executable,
                done=DONE_WITH.get(each.id, ()),
            )
            for each in clauses
        )

    if kept is None:
        articles = dict.fromkeys(each.article for each in CLAUSES.values())
        return [
            SectionView(article, (), views(each for each in CLAUSES.values() if each.article == article))
            for article in articles
        ]
    return [
        SectionView(
            section.number,
            tuple(_paragraph(kept, paragraph) for paragraph in section.paragraphs if paragraph.text),
            views(CLAUSES[passage.clause] for passage in _within(kept, section)),
        )
        for section in kept.text.sections
    ]


def _within(kept: KeptNotice, section: Article | Paragraph) -> list[Passage]:
    ordered = [kept.passages[clause] for clause in CLAUSES if clause in kept.passages]
    return [passage for passage in ordered if section.start <= passage.start < section.end]


def _paragraph(kept: KeptNotice, paragraph: Paragraph) -> ParagraphView:
    passages = _within(kept, paragraph)
    start = (
        paragraph.start
        + len(kept.text.text[paragraph.start : paragraph.end])
        - len(kept.text.text[paragraph.start : paragraph.end].lstrip())
    )
    end = start + len(paragraph.text)
    edges = sorted(
        {start, end, *(edge for each in passages for edge in (each.start, each.end) if start < edge < end)}
    )
    return ParagraphView(
        paragraph.number,
        tuple(
            Segment(
                kept.text.text[first:last],
                tuple(each.clause for each in passages if each.start <= first and last <= each.end),
            )
            for first, last in zip(edges, edges[1:], strict=False)
        ),
    )




def notices(*, actor: Actor) -> list[NoticeLine]:
    """Every adopted notice, the latest first; drafts only for those who enter and confirm them."""
    rows = list(visible_rows(actor, "notice").order_by("-issued_on", "-pk"))
    answers = _answers([row.pk for row in rows if row.state in states_of("notice", "draft")])
    return [
        NoticeLine(
            ref=row.ref,
            version=row.version,
            title=row.title,
            number=row.number,
            issuer=row.issuer,
            issued_on=row.issued_on,
            state=row.state,
            state_label=state_label("notice", row.state),
            entered_by=row.entered_by,
            confirmed_by=row.confirmed_by,
            confirmed_at=row.confirmed_at,
            proposed=row.proposed,
            binding=row.binding,
            comparison=row.comparison,
            acts=tuple(open_acts(actor, "notice", row)),
            answers=answers.get(row.pk, {}),
        )
        for row in rows
    ]


def _answers(drafts: list[int]) -> dict[int, dict[str, str]]:
    """For each draft what was answered to each item, in words."""
    told: dict[int, dict[str, str]] = {}
    for row in NoticeAnswer.objects.filter(notice_id__in=drafts, ended_at=None) if drafts else ():
        words = f"“{row.words}”" if row.words else ""
        told.setdefault(row.notice_id, {})[row.item] = f"{SAID[row.how]}{words}（{row.by}：{row.reason}）"
    return told


@dataclass(frozen=True)
class YearLine:
    """A published year of the work calendar: its exceptions to Monday–Friday."""

    ref: str
    version: int
    year: int
    source: str
    off: tuple[tuple[date, str], ...]
    worked: tuple[tuple[date, str], ...]
    acts: tuple[Act, ...]


def calendar_years(*, actor: Actor) -> list[YearLine]:
    """The published years, the latest first."""
    rows = CalendarYear.objects.prefetch_related("days").order_by("-year")
    return [
        YearLine(
            ref=row.ref,
            version=row.version,
            year=row.year,
            source=row.source,
            off=tuple((day.day, day.name) for day in _ordered(row) if not day.worked),
            worked=tuple((day.day, day.name) for day in _ordered(row) if day.worked),
            acts=tuple(open_acts(actor, "calendar", row)),
        )
        for row in rows
    ]


def named_days(first: date, last: date) -> dict[date, str]:
    """The days between two that are not as Monday to Friday have them, with the names of their holidays."""
    return dict(CalendarDay.objects.filter(day__gte=first, day__lte=last).values_list("day", "name"))


def _ordered(year: CalendarYear) -> list[Any]:
    return sorted(year.days.all(), key=lambda day: day.day)
