"""A county of many units and cadres with the events of a year, in bulk: for measuring the year's end, not for showing.

Nothing here goes through acts; the rows are those that acts would leave. The same seed gives the same county.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from duban.accountability.models import Appeal, Commendation, Judgement, Ruling, RulingKind
from duban.acts.models import Case
from duban.matters.models import Matter, MatterUnit, Source
from duban.measures.models import Measure, RegistryRow
from duban.mechanism.people.standing import Function, PostRole
from duban.mechanism.rulings.sanctions import Target, effect_until, kinds_for
from duban.organisations.models import Person, Post, Unit
from duban.proceedings.models import Rating, ResponsiblePerson
from duban.shared import clock
from duban.shared.database import bulk, memo
from duban.shared.models import Kept, Versioned

_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸"
_KIND = "县直副科以上单位"
_MEASURES = (("letter", "X委办督函"), ("interview", "X委办约"), ("listing", "X委办"))
_SHARES = {"person": 0.52, "unit": 0.08, "measure": 0.36, "commendation": 0.03, "judgement": 0.01}


@dataclass
class Load:
    """One county in the making."""

    jurisdiction_id: int
    chance: random.Random
    keys: bulk.Keys = field(default_factory=bulk.Keys)
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    matters: list[Matter] = field(default_factory=list)
    serial: int = 0
    first: date = date.min
    last: date = date.max

    def further(self, events: int, years: int) -> None:
        """As many events again for each of some years before."""
        for back in range(1, years + 1):
            with transaction.atomic():
                year = self.last.year - back
                self.first, until = date(year, 1, 1), date(year, 12, 31)
                _events(self, events, until)

    def made(self, row: Any, at: datetime) -> Any:
        """A row with its key."""
        row.pk, row.jurisdiction_id = self.keys.take(type(row)), self.jurisdiction_id
        if isinstance(row, Versioned):
            row.created_at = at
        return row

    def number(self, word: str, year: int) -> str:
        """The next document number."""
        self.serial += 1
        return f"{word}〔{year}〕{self.serial}号"

    def day(self, until: date) -> date:
        """Some day of the time in hand."""
        return self.first + timedelta(days=self.chance.randrange((until - self.first).days + 1))


def fill(
    jurisdiction_id: int, units: int, cadres: int, events: int, first: date, last: date, seed: int = 1
) -> Load:
    """Found units and cadres, and write so many events between two days of one year."""
    load = Load(jurisdiction_id, random.Random(seed), first=max(first, date(last.year, 1, 1)), last=last)  # noqa: S311 - the same year again, no secret
    with transaction.atomic():
        _found(load, units, cadres, last.year)
        _events(load, events, last)
    memo.renew_directory(jurisdiction_id)
    return load


def _found(load: Load, units: int, cadres: int, year: int) -> None:
    at, since = clock.at(date(year, 1, 1)), date(year - 2, 1, 1)
    for n in range(units):
        row = Unit(name=f"XX县第{n + 1}局", short_name=f"第{n + 1}局", kind=_KIND, sequence=10000 + n,
                   function="", active_from=since)  # fmt: skip
        load.units.append(load.made(row, at))
    posts = []
    for n in range(cadres):
        name = f"{load.chance.choice(_FAMILY)}某{load.chance.choice(_GIVEN)}{load.chance.choice(_GIVEN)}"
        person = load.made(
            Person(name=name, rank=100000 + n, personnel_category="公务员", note=f"第{n + 1}号"), at
        )
        load.people.append(person)
        leading = PostRole.PRINCIPAL if n % 20 == 0 else PostRole.DEPUTY
        post = Post(person=person, unit=load.units[n % units], role=leading.value, title="局长" if n % 20 == 0 else "副局长",
                    starts_on=since)  # fmt: skip
        posts.append(load.made(post, at))
    _write(load.units, load.people, posts)
    _matters(load, date(year, 1, 1))


def _matters(load: Load, day: date) -> None:
    """One matter a unit, on which measures hang, with its persons and two quarters of ratings."""
    at = clock.at(day)
    source = load.made(
        Source(source_class="2.3", kind="会议纪要", title="县政府常务会议纪要", dated_on=day), at
    )
    cases, units, people, ratings = [], [], [], []
    for n, unit in enumerate(load.units):
        case = load.made(Case(code=f"L{n:06d}", title="重点工作", state="matter"), at)
        matter = Matter(
            case=case, source=source, state="underway", title="重点工作推进", office=Function.PARTY_OFFICE.value,
            lead_unit_id=unit.pk, unit_rank=unit.sequence, due_on=day, original_due_on=day,
            registered_on=day,
        )  # fmt: skip
        cases.append(case)
        load.matters.append(load.made(matter, at))
        units.append(load.made(MatterUnit(case=case, matter=matter, unit_id=unit.pk, role="lead", since=at), at))
        people.append(
            load.made(
                ResponsiblePerson(
                    case=case, object_kind="matter", object_id=matter.pk, role="principal",
                    person_id=load.people[n % len(load.people)].pk, name="负责人", title="局长", frozen_on=day,
                ),
                at,
            )
        )  # fmt: skip
        for month in (2, 5, 8, 11):
            index = 2 if n % 7 == 0 else 1
            rating = Rating(case=case, index=index, value="", suggested="", suggested_why="", by="督查员",
                            at=clock.at(date(day.year, month, 20), time(9)))  # fmt: skip
            ratings.append(load.made(rating, at))
    _write([source], cases, load.matters, units, people, ratings)


def _events(load: Load, events: int, until: date) -> None:
    at = clock.at(until, time(9))
    counts = {name: int(events * share) for name, share in _SHARES.items()}
    counts["measure"] += events - sum(counts.values())
    _rulings(load, counts["person"], counts["unit"], until, at)
    _measures(load, counts["measure"], until, at)
    _notes(load, counts["commendation"], counts["judgement"], until, at)


def _rulings(load: Load, of_persons: int, of_units: int, until: date, at: datetime) -> None:
    cases, rulings, kinds, appeals = [], [], [], []
    targets = [Target.PERSON] * of_persons + [Target.UNIT] * of_units
    offered = {
        Target.PERSON: kinds_for(Target.PERSON, "公务员"),
        Target.UNIT: kinds_for(Target.UNIT),
    }
    for target in targets:
        kind = load.chance.choices(
            offered[target], [4 if one.word == "通报" else 1 for one in offered[target]]
        )[0]
        ruling = _ruling(load, target, until, at)
        cases.append(ruling.case)
        rulings.append(ruling)
        ends = effect_until(kind, ruling.effective_on)
        kinds.append(
            load.made(RulingKind(case=ruling.case, ruling=ruling, kind=kind.key, effect_until=ends), at)
        )
        if ruling.state == "effective" and load.chance.random() < 0.02:
            appeal = Appeal(case=ruling.case, ruling=ruling, state="accepted", office=ruling.office, stage="accountability",
                            person_id=ruling.person_id, unit_id=ruling.unit_id, organ="作出决定的机关",
                            filed_on=ruling.effective_on, entered_by="县纪委监委")  # fmt: skip
            appeals.append(load.made(appeal, at))
    _write(cases, rulings, kinds, appeals)


def _ruling(load: Load, target: Target, until: date, at: datetime) -> Ruling:
    day = load.day(until)
    person = load.chance.choice(load.people) if target is Target.PERSON else None
    unit = load.chance.choice(load.units)
    number = load.number("X纪", until.year)
    case = load.made(Case(code=f"追L{load.serial:07d}", title=number, state="accountability"), at)
    revoked = load.chance.random() < 0.03
    return load.made(  # type: ignore[no-any-return]
        Ruling(
            case=case, state="revoked" if revoked else "effective", office=Function.PARTY_OFFICE.value, level="县",
            concerning=load.chance.choice(load.matters) if load.chance.random() < 0.5 else None,
            issuer="县纪委监委", number=number, unit_id=None if person else unit.pk,
            person_id=person.pk if person else None, answering_unit_id=unit.pk,
            subject_name=person.name if person else unit.name, category="公务员" if person else "",
            authority="county" if person else "", leading=person is not None, decided_on=day, effective_on=day,
            served_on=day, conduct_year=until.year, facts="履职不到位。", basis="通知五（一）",
            defence="heard", attachment_ref="",
            recorded_by="登记人", recorded_organ=Function.CDI.value, confirmed_by="确认人",
            confirmed_organ=Function.ORG_DEPT.value, confirmed_on=day,
            revoked_on=min(day + timedelta(days=40), until) if revoked else None,
        ),
        at,
    )  # fmt: skip


def _measures(load: Load, count: int, until: date, at: datetime) -> None:
    measures, rows = [], []
    for _ in range(count):
        kind, word = load.chance.choice(_MEASURES)
        matter = load.chance.choice(load.matters)
        day, number = load.day(until), load.number(word, until.year)
        measure = load.made(
            Measure(
                case=matter.case, state="issued", kind=kind, matter=matter, unit_id=matter.lead_unit_id or 0,
                issuer="party_office", basis="进展缓慢", feedback_days=15, number=number, deadline=day,
                issued_at=clock.at(day, time(9)),
            ),
            at,
        )  # fmt: skip
        measures.append(measure)
        row = RegistryRow(
            measure=measure, recorded_from=measure.issued_at, kind=kind, case_ref=matter.case.ref, case_code=matter.case.code,
            title=matter.title, number=number, issued_on=day, year=until.year, office="party_office",
            unit_id=measure.unit_id, unit_sequence=matter.unit_rank, principals="", deputies="", handlers="",
            deadline=day, state="issued", running=True,
        )  # fmt: skip
        rows.append(load.made(row, at))
    _write(measures, rows)


def _notes(load: Load, commended: int, judged: int, until: date, at: datetime) -> None:
    praise = [
        load.made(
            Commendation(person_id=person.pk, name=person.name, on=load.day(until), text="表现突出",
                         document=load.number("X委", until.year), by="县委组织部", issuer="县委"),
            at,
        )
        for person in load.chance.choices(load.people, k=commended)
    ]  # fmt: skip
    words = [
        load.made(
            Judgement(person_id=person.pk, name=person.name, on=load.day(until), text="研判意见",
                      document=load.number("X组", until.year), by="县委组织部",
                      kind=load.chance.choice(("unsuitable", "major_error", "adverse_effect"))),
            at,
        )
        for person in load.chance.choices(load.people, k=judged)
    ]  # fmt: skip
    _write(praise, words)


def _write(*groups: list[Any]) -> None:
    for rows in groups:
        kept: list[Kept] = rows
        bulk.insert(kept)
