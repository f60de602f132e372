"""Registration (2.0–2.4): one matter an act, or one meeting split into matters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.gate.choices import Asking
from duban.acts.gate.objections import Objections, judges
from duban.acts.models import Case
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.matters.actions.shared import done
from duban.matters.alike import similar_matters
from duban.matters.models import Matter, OwnCode, Source
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.key_work.sources import dates_in_order, likes_told, source_complete
from duban.mechanism.people.standing import Function, Subject
from duban.organisations.selectors import directory
from duban.proceedings.actions.deliver import receipt
from duban.proceedings.models import Receipt
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor


@guards("日期先后相符，编号没有用过，来源要素齐全；两办的相近事项列出备查")
def source_sound(asked: Asked) -> Iterator[Answer]:
    """Whether the days are in order, the number is free and the source complete; like matters are told beside.

    The like matters are read before anything is locked where whoever registers brings them along (`similar`), and
    so is what finds the matter that has a number of an office's own (`code_taken`).
    """
    given = asked.given
    if given is None:
        return
    code, office = given["own_code"], given["office"]
    wrong = _wrong_code(asked.memo.get("code_taken", taken_code)(office, code) if code else "")
    if wrong := {**dates_in_order(given["source_date"], given["due_on"], asked.today), **wrong}:
        yield Wrong(wrong)
    leader = given["leader"]
    main = _main_leader(asked.jurisdiction_id, leader, given["source_date"])
    read = partial(similar_matters, asked.actor, given["title"])
    complete = source_complete(given, main is not None if leader else None)
    yield complete.and_also(likes_told(asked.once_read("similar", read), given["distinct_reason"]))


@clause("2.0", "3.0")
@performs("matter.register")
def register(
    *,
    actor: Actor,
    title: str,
    office: str,
    source_class: str,
    source_title: str,
    source_date: date,
    due_on: date,
    source_number: str = "",
    level: str = "",
    kind_21: str = "",
    kind_22: str = "",
    kind_23: str = "",
    assessor: str = "",
    leader: str = "",
    superior_leader: str = "",
    words: str = "",
    readers: Sequence[str] = (),
    target_name: str = "",
    target_value: Decimal | None = None,
    target_unit: str = "",
    distinct_reason: str = "",
    own_code: str = "",
    once: str | None = None,
) -> Done:
    """Register one matter of key work with its source; similar matters of both offices are told in its entry."""
    given = Registration(
        title, office, source_class, source_title, source_date, due_on, source_number, level, kind_21, kind_22, kind_23,
        assessor, leader, superior_leader, words, tuple(readers), target_name, target_value, target_unit, distinct_reason,
        own_code,
    )  # fmt: skip
    similar = similar_matters(actor, title)
    with act(actor, "matter.register", once=once) as a:
        a.memo["similar"] = similar
        enter_matter(a, given)
        a.enter()
    return done(a)


@dataclass
class Registration:
    """What a registration asks for, as the form names it."""

    title: str
    office: str
    source_class: str
    source_title: str
    source_date: date
    due_on: date
    source_number: str = ""
    level: str = ""
    kind_21: str = ""
    kind_22: str = ""
    kind_23: str = ""
    assessor: str = ""
    leader: str = ""
    superior_leader: str = ""
    words: str = ""
    readers: tuple[str, ...] = ()
    target_name: str = ""
    target_value: Decimal | None = None
    target_unit: str = ""
    distinct_reason: str = ""
    own_code: str = ""


def enter_matter(work: Work, given: Registration) -> Matter:
    """What registering is, in the act that does it, but for the duties that follow."""
    permit_creation(work, Subject(office=Function(given.office)))
    main = _main_leader(work.jurisdiction_id, given.leader, given.source_date)
    source = work.create(_source(given, main))
    matter = _found(
        work,
        source,
        title=given.title,
        office=given.office,
        due_on=given.due_on,
        values={
            "target_name": given.target_name,
            "target_value": given.target_value,
            "target_unit": given.target_unit,
            "words": given.words,
        },
    )
    work.found(matter, matter.case)
    if given.own_code:
        work.create(
            OwnCode(
                case=matter.case, office=given.office, year=work.today.year, code=own_code(given.own_code)
            )
        )
    _send_for_reading(work, matter, given.readers)
    work.say(source=_source_text(source))
    return matter


def _source(given: Registration, main: str | None) -> Source:
    """Where the matter comes from; `main` names the main leader who gave it, with the post."""
    return Source(
        source_class=given.source_class,
        kind=given.kind_21 or given.kind_22 or given.kind_23 or "交办",
        level=given.level,
        title=given.source_title,
        number=given.source_number,
        dated_on=given.source_date,
        assessor=given.assessor,
        leader_id=int(given.leader) if given.leader else None,
        leader_name=main or given.superior_leader,
        words=given.words,
    )


def own_code(text: str) -> str:
    """An office's own number as it is kept and compared: plain signs, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def taken_code(office: str, code: str) -> str:
    """The matter that has an office's own number this year, in words; empty where none has."""
    found = OwnCode.objects.filter(office=office, year=clock.today().year, code=own_code(code))
    row = found.select_related("case").first()
    return f"{row.case.code}“{row.case.title}”" if row else ""


def _wrong_code(taken: str) -> dict[str, str]:
    return {"own_code": f"这个编号今年已用于{taken}，一个编号只能用于一件事项。"} if taken else {}


@judges("matter.register")
def judge_registration(asking: Asking, values: Mapping[str, Any]) -> Objections:
    """Dates in order, a free number and what the class of the source asks for, all in one answer with the fields."""
    source_date, leader = values.get("source_date"), values.get("leader") or ""
    jurisdiction_id = asking.actor.jurisdiction_id

    def conditions() -> Iterator[Decision]:
        main = _main_leader(jurisdiction_id, leader, source_date) if source_date else None
        yield source_complete(values, main is not None if leader and source_date else None)

    code, office = values.get("own_code") or "", values.get("office") or ""
    wrong = _wrong_code(taken_code(office, code) if code else "")
    return Objections(
        {**dates_in_order(source_date, values.get("due_on"), clock.today()), **wrong}, conditions
    )


def _main_leader(jurisdiction_id: int, leader: str, on: date) -> str | None:
    if not leader:
        return None
    holders = directory(jurisdiction_id).main_leaders(on)
    return next((f"{h.title}{h.name}" for h in holders if h.person_id == int(leader)), None)


def _found(
    work: Work, source: Source, *, title: str, office: str, due_on: date, values: Mapping[str, Any]
) -> Matter:
    pack = pack_in_force(work.jurisdiction_id, work.today)
    case = work.create(
        Case(code=work.numbers.case_code("matter"), title=title, pack_hash=pack.hash, state="matter")
    )
    return Matter(
        case=case,
        source=source,
        state="registered",
        title=title,
        office=office,
        inspector_id=work.actor.person_id,
        due_on=due_on,
        original_due_on=due_on,
        registered_on=work.today,
        **values,
    )


def _send_for_reading(work: Work, matter: Matter, readers: Sequence[str]) -> None:
    if not readers:
        return
    holders = {h.person_id: h for h in directory(work.jurisdiction_id).leaders(work.today)}
    chosen = [holders[int(reader)] for reader in readers if int(reader) in holders]
    work.create_all([receipt(work, Receipt.What.READING, "批示件", holder=holder) for holder in chosen])


def _source_text(source: Source) -> str:
    leader = f"{source.leader_name}，" if source.leader_name else ""
    number = f"（{source.number}）" if source.number else ""
    return f"{leader}{source.title}{number}"


@guards("每项的日期先后相符")
def _days_in_order(asked: Asked) -> Iterator[Answer]:
    given = asked.given or {"rows": ()}
    for number, row in enumerate(given["rows"], 1):
        if wrong := dates_in_order(given["source_date"], row["due_on"], asked.today):
            yield Wrong({"rows": f"第 {number} 行：{'；'.join(wrong.values())}"})
            return


@clause("2.3")
@performs("source.split")
def split_meeting(
    *,
    actor: Actor,
    office: str,
    source_title: str,
    source_number: str,
    source_date: date,
    rows: Sequence[Mapping[str, Any]],
    once: str | None = None,
) -> Done:
    """Split what one meeting decided into matters, one thing one matter, on one screen."""
    with act(actor, "source.split", once=once) as a:
        permit_creation(a, Subject(office=Function(office)))
        source = Source(
            source_class="2.3", kind="会议", title=source_title, number=source_number, dated_on=source_date
        )
        a.found(source)
        for row in rows:
            matter = a.create(
                _found(
                    a,
                    source,
                    title=row["title"],
                    office=office,
                    due_on=row["due_on"],
                    values={"words": row.get("words", "")},
                )  # fmt: skip
            )
            owed.enter_state(a, "matter", matter)
        a.say(count=len(rows))
    return done(a)
