"""发文登记簿 and 用印登记簿 of an office, by month: every number that was given and every seal that was set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.acts.gate.permits import may_start
from duban.acts.kinds import kind_of
from duban.acts.models import Number
from duban.acts.sight.visibility import ABSENT, visible_rows
from duban.documents.official.models import IssuedCopy
from duban.documents.papers.model import Paper
from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.lifecycles import acts_asking, acts_that
from duban.mechanism.lifecycles.files.series import KINDS as SERIES
from duban.mechanism.lifecycles.measures import SPINES
from duban.mechanism.people.standing import OFFICE_ROLES, OFFICES, Function
from duban.proceedings.models import Signature
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound

KINDS = (*SPINES, "circular", "inquiry")
"""What goes out under a number of an office; the numbers of past measures were given elsewhere."""
SEALING = acts_asking("seal_keeper")
"""The acts that set the seal."""
Place = tuple[str, int]


@dataclass(frozen=True)
class SentPaper:
    """A line of the 发文登记簿."""

    at: datetime
    number: str
    title: str
    to: str
    copies: int | None
    signed_out: str
    clerk: str
    voided: str


@dataclass(frozen=True)
class Sealed:
    """A line of the 用印登记簿."""

    at: datetime
    number: str
    title: str
    note: str
    signed_out: str
    clerk: str


@dataclass(frozen=True)
class Register:
    """A register of an office for one month."""

    office: str
    month: date
    sent: tuple[SentPaper, ...] = ()
    begun: tuple[str, ...] = ()
    may_take_up: bool = False
    sealed: tuple[Sealed, ...] = ()


def may_keep(actor: Actor) -> bool:
    """Whether the actor works in an office that keeps registers."""
    return bool(_offices(actor))


@clause("3.1.3")
def sent_register(*, actor: Actor, month: date) -> Register:
    """The numbers that the actor's office gave in a month, in their order; NotFound for others."""
    offices, begins, ends = _span(actor, month)
    numbers = Number.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, object_kind__in=KINDS, given_at__gte=begins, given_at__lt=ends
    ).order_by("given_at", "pk")
    about = _About(actor, offices, ((row.object_kind, row.object_id) for row in numbers))
    rows = (about.sent(row) for row in numbers if about.covers((row.object_kind, row.object_id)))
    return Register(
        _named(offices),
        clock.day_of(begins),
        sent=tuple(rows),
        begun=_begun(actor, month.year),
        may_take_up=may_start(actor, "seriesstart.take_up"),
    )


def _begun(actor: Actor, year: int) -> tuple[str, ...]:
    """Where series of the office had begun on paper."""
    names = dict(part.split("=") for part in SERIES.split("|"))
    return tuple(
        f"{names[row.series]}：{row.year}年{_on_paper(row.last)}（{row.basis}，{row.by}登记）"
        for row in visible_rows(actor, "seriesstart").filter(year=year).order_by("pk")
    )


def _on_paper(last: int) -> str:
    return f"第 {last} 号以前的号在纸面给出" if last else "纸面没有给过号"


@clause("3.1.3")
def seal_register(*, actor: Actor, month: date) -> Register:
    """The seals that the actor's office set in a month, in their order; NotFound for others."""
    offices, begins, ends = _span(actor, month)
    signed = Signature.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, step__in=SEALING, signed_at__gte=begins, signed_at__lt=ends
    ).order_by("signed_at", "pk")
    about = _About(actor, offices, ((row.object_kind, row.object_id) for row in signed))
    rows = (about.sealed(row) for row in signed if about.covers((row.object_kind, row.object_id)))
    return Register(_named(offices), clock.day_of(begins), sealed=tuple(rows))


def _offices(actor: Actor) -> tuple[Function, ...]:
    held = {post.function for post in actor.posts if post.role in OFFICE_ROLES}
    return tuple(office for office in OFFICES if office in held)


def _span(actor: Actor, month: date) -> tuple[tuple[Function, ...], datetime, datetime]:
    offices = _offices(actor)
    if not offices:
        raise NotFound(ABSENT)
    first = month.replace(day=1)
    return offices, clock.at(first), clock.at(months_after(first, 1))


def _named(offices: Iterable[Function]) -> str:
    return "、".join(office.label for office in offices)


class _About:
    """What is to be said of the objects of one month: a statement for each kind, one for copies, one for signatures."""

    def __init__(self, actor: Actor, offices: tuple[Function, ...], places: Iterable[Place]) -> None:
        keys: dict[str, set[int]] = {}
        for kind, key in places:
            keys.setdefault(kind, set()).add(key)
        self.objects = self._objects(actor, keys, {office.value for office in offices})
        on = {"object_kind__in": list(keys), "object_id__in": {key for one in keys.values() for key in one}}
        self.papers: dict[tuple[str, int, str], Paper] = {}
        for row in IssuedCopy.objects.filter(jurisdiction_id=actor.jurisdiction_id, **on):
            self.papers[row.object_kind, row.object_id, row.number or row.part] = Paper.from_json(row.content)
        steps = Signature.objects.filter(jurisdiction_id=actor.jurisdiction_id, **on).order_by("pk")
        self.steps = list(steps)

    @staticmethod
    def _objects(actor: Actor, keys: Mapping[str, set[int]], offices: set[str]) -> dict[Place, Any]:
        found: dict[Place, Any] = {}
        for kind, ids in keys.items():
            rows = visible_rows(actor, kind).filter(pk__in=ids, **kind_of(kind).where)
            found |= {(kind, row.pk): row for row in rows.select_related(*kind_of(kind).related)}
        return {place: row for place, row in found.items() if _office_of(row) in offices}

    def covers(self, place: Place) -> bool:
        """Whether an object is the office's and the actor's to see."""
        return place in self.objects

    def sent(self, row: Number) -> SentPaper:
        """The line of a number."""
        place = (row.object_kind, row.object_id)
        obj, paper = self.objects[place], self._paper(place, row.text)
        return SentPaper(
            at=row.given_at,
            number=row.text,
            title=self._title(place, row.text),
            to=paper.to if paper else "",
            copies=obj.copies_printed if row.text == obj.number else None,
            signed_out=self._last(place, acts_that("signs_out"), row.given_at),
            clerk=self._by(place, row.text),
            voided=row.void_reason if row.voided_at else "",
        )

    def sealed(self, row: Signature) -> Sealed:
        """The line of a seal: its signature bears number, keeper and copies."""
        place = (row.object_kind, row.object_id)
        return Sealed(
            at=row.signed_at,
            number=row.opinion,
            title=self._title(place, row.opinion),
            note=row.note,
            signed_out=self._last(place, acts_that("signs_out"), row.signed_at),
            clerk=row.name,
        )

    def _title(self, place: Place, number: str) -> str:
        paper = self._paper(place, number)
        return paper.name if paper else kind_of(place[0]).title(self.objects[place])

    def _paper(self, place: Place, number: str) -> Paper | None:
        """The text that went out under a number; while its files are being made, the text as it was agreed to."""
        obj = self.objects[place]
        frozen = {obj.number: "document", getattr(obj, "release_number", ""): "release"}.get(number, "")
        return self.papers.get((*place, number)) or self.papers.get((*place, frozen))

    def _by(self, place: Place, number: str) -> str:
        found = [one.name for one in self.steps if self._on(one) == place and one.opinion == number]
        return found[-1] if found else ""

    def _last(self, place: Place, steps: frozenset[str], until: datetime) -> str:
        found = [
            f"{one.post}{one.name}"
            for one in self.steps
            if self._on(one) == place and one.step in steps and one.signed_at <= until
        ]
        return found[-1] if found else ""

    @staticmethod
    def _on(one: Signature) -> Place:
        return one.object_kind, one.object_id


def _office_of(row: Any) -> str:
    return str(getattr(row, "issuer", "") or row.office)
