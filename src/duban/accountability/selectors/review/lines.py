"""The lines of an answer as plain data: one for each name asked, one for each person with a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.accountability.models import Commendation
from duban.accountability.selectors.review.records import Subject, closed_results, records_of
from duban.measures.models import RegistryRow
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.review.answers import ReviewAnswer, answers
from duban.mechanism.review.lines import Line
from duban.mechanism.review.roll import Roll, plain
from duban.organisations.selectors import Directory, PersonRow
from duban.proceedings.models import ResponsiblePerson


@clause("7.1.1", "7.3.1", "7.3.2")
def answered(
    jurisdiction_id: int, lines: Iterable[Line], known: Directory, roll: Roll, today: date
) -> list[dict[str, Any]]:
    """The answer to each line; a fixed number of statements whatever the number of lines."""
    asked = list(lines)
    keys = {key for line in asked for key in _keys(line, roll)}
    records = records_of(jurisdiction_id, sorted(keys), today)
    results = closed_results(jurisdiction_id, sorted(records))
    found = answers(asked, roll, {key: tuple(rows) for key, rows in records.items()})
    return [_line(one, known, roll, results) for one in found]


def _keys(line: Line, roll: Roll) -> Iterable[Subject]:
    """Everybody whom a line might mean, under its name or one like it."""
    people: Any = [person.key for person in roll.people.get(line.name, ())]
    unit: Any = roll.units.get(line.name)
    if people:
        people += [person.key for person in roll.alike(line.name)]
    return people or ([unit.key] if unit else [])


def _line(
    one: ReviewAnswer[dict[str, Any]], known: Directory, roll: Roll, results: dict[Subject, list[str]]
) -> dict[str, Any]:
    subject: Any = one.key
    name, place = _who(one, known, roll)
    return {
        "n": one.line.number,
        "text": one.line.text[:200],
        "status": one.status.name.lower(),
        "answer": one.status.value,
        "kind": subject[0] if subject else "",
        "name": name,
        "place": place,
        "notes": list(one.notes),
        "candidates": list(one.candidates),
        "records": list(one.records),
        "results": results.get(subject, []) if one.records else [],
    }


def _who(one: ReviewAnswer[dict[str, Any]], known: Directory, roll: Roll) -> tuple[str, str]:
    subject: Any = one.key
    if subject is None:
        return one.line.name, ""
    kind, key = subject
    if kind == "unit":
        return known.unit(key).name, ""
    return known.person(key).name, place_of(known.person(key), roll)


def place_of(row: PersonRow, roll: Roll) -> str:
    """Unit and post of a person today."""
    same = roll.people[plain(row.name)]
    return next((roll.place(person) for person in same if person.key == ("person", row.id)), "")


@clause("7.1.1")
def everybody_recorded(
    jurisdiction_id: int, known: Directory, roll: Roll, today: date
) -> list[dict[str, Any]]:
    """Every person with a decision in force, in 排名; plain rows to be matched outside the system."""
    records = records_of(jurisdiction_id, None, today)
    return [
        {
            "n": n,
            "name": person.name,
            "note": person.note,
            "place": place_of(person, roll),
            "records": records[("person", person.id)],
        }
        for n, person in enumerate((one for one in known.people if ("person", one.id) in records), 1)
    ]


@clause("7.1.1", "7.1.2")
def key_work_record(jurisdiction_id: int, person: PersonRow, roll: Roll, today: date) -> list[dict[str, Any]]:
    """What there was of one person: measures with that person responsible, decisions, results, commendations."""
    measures = ResponsiblePerson.objects.filter(
        jurisdiction_id=jurisdiction_id, person_id=person.id, object_kind__in=NAMES
    ).values("object_id")
    rows = RegistryRow.objects.filter(
        jurisdiction_id=jurisdiction_id, measure_id__in=measures, recorded_to=None
    ).order_by("issued_on", "pk")
    parts = [
        _part(NAMES[row.kind], row.issued_on, row.title, row.number, state_label(row.kind, row.state))
        for row in rows
    ]
    subject = ("person", person.id)
    parts += [
        {
            "section": "处理决定",
            "on": one["effective_on"],
            "text": "、".join(one["kinds"]),
            "document": one["document"],
            "state": "；".join(word for word in (one["flag"], one["effect"]) if word),
        }
        for one in records_of(jurisdiction_id, [subject], today).get(subject, [])
    ]
    parts += [
        {"section": "年度结果", "on": "", "text": text, "document": "", "state": "已结账"}
        for text in closed_results(jurisdiction_id, [subject]).get(subject, [])
    ]
    for one in Commendation.objects.filter(
        jurisdiction_id=jurisdiction_id, person_id=person.id, state__in=states_of("commendation", "active")
    ).order_by("on"):
        parts.append(_part("表彰", one.on, one.text, one.document, one.issuer))
    return [
        {"n": 1, "name": person.name, "note": person.note, "place": place_of(person, roll), "parts": parts}
    ]


def _part(section: str, on: date, text: str, document: str, state: str) -> dict[str, str]:
    return {"section": section, "on": f"{on:%Y-%m-%d}", "text": text, "document": document, "state": state}
