"""The rulebook in memory: read once per stamp of the jurisdiction, then asked without a statement."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django_scopes import scope

from duban.acts.models import Case, CaseObject
from duban.mechanism.clauses import clause
from duban.mechanism.dates.trial import in_trial
from duban.mechanism.dates.workdays import Calendar
from duban.mechanism.decision import Decision
from duban.mechanism.notice.binding import Passage
from duban.mechanism.notice.reading import Notice as Text
from duban.mechanism.notice.reading import cut
from duban.mechanism.parameters import Pack, PackError, default_pack
from duban.mechanism.words.named import Vocabulary, vocabulary
from duban.rulebook.models import CalendarDay, CalendarYear
from duban.rulebook.models import Notice as NoticeRow
from duban.rulebook.models import Pack as PackRow
from duban.shared import clock
from duban.shared.database import memo

if TYPE_CHECKING:
    from duban.acts.gate.asked import Asked
    from duban.acts.work import Work


@dataclass(frozen=True)
class KeptNotice:
    """A confirmed notice: its text cut up again, and the passage of every clause that was found in it."""

    ref: str
    title: str
    number: str
    issuer: str
    issued_on: date
    text: Text
    passages: Mapping[str, Passage]

    def words(self, clause_id: str) -> str:
        """The county's whole paragraph in which a clause stands, without line breaks; empty where it has none."""
        passage = self.passages.get(clause_id)
        if passage is None:
            return ""
        for section in self.text.sections:
            for paragraph in section.paragraphs:
                if paragraph.start <= passage.start < paragraph.end:
                    return "".join(self.text.text[paragraph.start : paragraph.end].split())
        return "".join(passage.sentence.split())


@dataclass(frozen=True)
class Book:
    """What is confirmed in a jurisdiction: packs by the day from which they hold, notices, calendar."""

    packs: tuple[tuple[date, Pack, KeptNotice], ...]
    calendar: Calendar

    def on(self, day: date) -> tuple[date, Pack, KeptNotice] | None:
        """The latest pack from a day not after this one; None where no notice holds yet."""
        past = [entry for entry in self.packs if entry[0] <= day]
        return past[-1] if past else None


_kept: dict[int, tuple[int, Book]] = {}


def book(jurisdiction_id: int) -> Book:
    """The rulebook as of the stamp known to this request or act; no statement when warm."""
    stamp = memo.versions(jurisdiction_id).rulebook
    kept = _kept.get(jurisdiction_id)
    if kept is None or kept[0] != stamp:
        kept = _kept[jurisdiction_id] = (stamp, _read(jurisdiction_id))
    return kept[1]


def _read(jurisdiction_id: int) -> Book:
    with scope(jurisdiction=jurisdiction_id):
        rows = PackRow.objects.select_related("notice").order_by("effective_from", "pk")
        packs = tuple((row.effective_from, _pack(row.toml, row.hash), _notice(row.notice)) for row in rows)
        years = frozenset(CalendarYear.objects.values_list("year", flat=True))
        days = dict(CalendarDay.objects.values_list("day", "worked"))
    return Book(packs, Calendar(years, days))


@lru_cache(maxsize=64)
def _pack(toml: str, kept_hash: str) -> Pack:
    """A kept pack; refused where it is no longer what it was when it was kept."""
    pack = Pack.loads(toml)
    if pack.hash != kept_hash:
        raise PackError(f"参数包 {kept_hash[:12]} 的内容与它的摘要不符，不能使用")
    return pack


def _notice(row: NoticeRow) -> KeptNotice:
    return KeptNotice(
        ref=row.ref,
        title=row.title,
        number=row.number,
        issuer=row.issuer,
        issued_on=row.issued_on,
        text=_cut(row.text),
        passages={each["clause"]: Passage(**each) for each in row.binding["passages"]},
    )


@lru_cache(maxsize=64)
def _cut(text: str) -> Text:
    return cut(text)


def pack_in_force(jurisdiction_id: int, on: date) -> Pack:
    """The parameters by which a day is judged: those of the confirmed notice of that day.

    Before the first notice its pack answers too (its numbers carry their own dates), and where no notice is
    confirmed the delivered defaults; whether anything may be done then is for `in_force` to say.
    """
    known = book(jurisdiction_id)
    entry = known.on(on) or (known.packs[0] if known.packs else None)
    return entry[1] if entry else default_pack()


def pack_by_hash(jurisdiction_id: int, pack_hash: str) -> Pack:
    """The pack that judged a case before; LookupError where this installation never had it."""
    for _, pack, _ in book(jurisdiction_id).packs:
        if pack.hash == pack_hash:
            return pack
    if default_pack().hash == pack_hash:
        return default_pack()
    raise LookupError(f"没有摘要为 {pack_hash[:12]} 的参数包")


@clause("9")
def pack_of_case(jurisdiction_id: int, pack_hash: str, on: date) -> Pack:
    """The pack that judges an open case: the one under which it was opened, else the one in force on the day."""
    if pack_hash:
        with suppress(LookupError):
            return pack_by_hash(jurisdiction_id, pack_hash)
    return pack_in_force(jurisdiction_id, on)


def pack_for(work: Asked) -> Pack:
    """The pack that judges an act: the one that its case keeps, else the one of the day."""
    kept = work.case.pack_hash if work.case is not None else ""
    return pack_of_case(work.jurisdiction_id, kept, work.today)


def vocabulary_for(work: Work) -> Vocabulary:
    """What the measures and papers are called in an act: as its case does, which keeps its pack, else as on the day."""
    return vocabulary(pack_for(work), work.today)


def vocabulary_of_case(jurisdiction_id: int, pack_hash: str, on: date) -> Vocabulary:
    """What the measures and papers of a case are called on a day: by the pack that it keeps."""
    return vocabulary(pack_of_case(jurisdiction_id, pack_hash, on), on)


def vocabulary_of(row: Any) -> Vocabulary:
    """What the measures and papers are called on what is done to a row now: by its case's pack, where it has a case."""
    return vocabulary_of_case(row.jurisdiction_id, kept_by(row), clock.today())


def kept_by(row: Any) -> str:
    """The hash of the pack that judges a row: its own, else that of its case; empty where it keeps none."""
    return str(getattr(row, "pack_hash", "") or getattr(getattr(row, "case", None), "pack_hash", ""))


def vocabulary_on_page(jurisdiction_id: int, ref: str) -> Vocabulary:
    """What a page says: the words of the case of the object that its address names, else those of today.

    Where a county always had the same words, no case is looked for.
    """
    now, packs = vocabulary_today(jurisdiction_id), book(jurisdiction_id).packs
    if not ref or all(vocabulary(pack, clock.today()) == now for _, pack, _ in packs):
        return now
    return vocabulary_of_case(jurisdiction_id, _pack_behind(ref), clock.today())


def _pack_behind(ref: str) -> str:
    """The hash of the pack that the case of an address keeps, of a case or of an object of one; empty where none does."""
    found = Case.objects.filter(ref=ref).values_list("pack_hash", flat=True).first()
    for kind in () if found is not None else CaseObject.__subclasses__():
        found = found or kind._base_manager.filter(ref=ref).values_list("case__pack_hash", flat=True).first()
    return found or ""


FILING = "app_filing_number"
"""The parameter: under which number the county has filed the site as a mobile application."""


def filing_number(jurisdiction_id: int) -> str:
    """The 备案编号 of today, empty where there is none (A108)."""
    today = clock.today()
    return str(pack_in_force(jurisdiction_id, today).get(FILING, today) or "")


def vocabulary_today(jurisdiction_id: int) -> Vocabulary:
    """What the measures and papers are called in a jurisdiction now."""
    today = clock.today()
    return vocabulary(pack_in_force(jurisdiction_id, today), today)


def notice_in_force(jurisdiction_id: int, on: date) -> KeptNotice | None:
    """The confirmed notice of a day, None where there is none."""
    entry = book(jurisdiction_id).on(on)
    return entry[2] if entry else None


@clause("9")
def notice_of_case(jurisdiction_id: int, pack_hash: str, on: date) -> KeptNotice | None:
    """The notice that judges a case: the one of the pack that it keeps, else the one in force on the day."""
    kept = (notice for _, pack, notice in book(jurisdiction_id).packs if pack.hash == pack_hash)
    return next(kept, None) or notice_in_force(jurisdiction_id, on)


@clause("9")
def in_force(jurisdiction_id: int, on: date) -> Decision:
    """Whether a new measure may be taken on a day: a confirmed notice, within its trial (A40)."""
    entry = book(jurisdiction_id).on(on)
    return in_trial(entry[1] if entry else None, on)


def calendar(jurisdiction_id: int) -> Calendar:
    """The work calendar of a jurisdiction."""
    return book(jurisdiction_id).calendar


@clause("9")
def words_of(jurisdiction_id: int, clause_id: str, pack_hash: str = "") -> str:
    """The county's own paragraph on which a clause rests, whole, in the notice that judges a case by the pack it keeps.

    Without a pack that of the notice of today; empty where that notice has none.
    """
    notice = notice_of_case(jurisdiction_id, pack_hash, clock.today())
    return notice.words(clause_id) if notice else ""
