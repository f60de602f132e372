"""The lines of an answer as plain data: one for each name asked, one for each person with a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duban.accountability.models import Commendation
from duban.accountability.selectors.review_names import Asked, Fit, Meant, Names, meant
from duban.accountability.selectors.review_records import closed_results, records_of
from duban.measures.models import RegistryRow
from duban.measures.selectors import KINDS
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label
from duban.organisations.selectors import PersonRow
from duban.proceedings.models import ResponsiblePerson

CLEAR = "本机制内未见记录"
_WORDS = {"clear": CLEAR, "recorded": "有记录", "unclear": "须核对", "duplicate": "重复"}


@clause("7.1.1", "7.3.1", "7.3.2")
def answered(jurisdiction_id: int, asked: Iterable[Asked], names: Names, today: date) -> list[dict[str, Any]]:
    """The answer to each line; a fixed number of statements whatever the number of lines."""
    lines = [meant(one, names) for one in asked]
    subjects = list(dict.fromkeys(line.subject for line in lines if line.subject is not None))
    records = records_of(jurisdiction_id, subjects, today)
    results = closed_results(jurisdiction_id, subjects)
    first: dict[tuple[str, int], int] = {}
    found = []
    for line in lines:
        if line.subject is not None and line.subject in first:
            found.append(
                _line(line, names, "duplicate", note=f"与第{first[line.subject]}行相同，不重复列出。")
            )
            continue
        if line.subject is None:
            status = "clear" if line.fit is Fit.NOBODY else "unclear"
            found.append(_line(line, names, status))
            continue
        first[line.subject] = line.asked.number
        own = records.get(line.subject, [])
        found.append(
            _line(
                line,
                names,
                "recorded" if own else "clear",
                records=own,
                results=results.get(line.subject, []) if own else [],
            )
        )
    return found


def _line(
    line: Meant,
    names: Names,
    status: str,
    *,
    note: str = "",
    records: list[dict[str, Any]] | None = None,
    results: list[str] | None = None,
) -> dict[str, Any]:
    who, place = _who(line, names)
    return {
        "n": line.asked.number,
        "text": line.asked.text[:200],
        "status": status,
        "answer": _WORDS[status],
        "kind": line.subject[0] if line.subject else "",
        "name": who,
        "place": place,
        "notes": [*line.notes, *([note] if note else [])],
        "candidates": list(line.candidates),
        "records": records or [],
        "results": results or [],
    }


def _who(line: Meant, names: Names) -> tuple[str, str]:
    if line.subject is None:
        return line.asked.name, ""
    kind, key = line.subject
    if kind == "unit":
        return names.known.unit(key).name, ""
    person = names.known.person(key)
    return person.name, names.place(person)


@clause("7.1.1")
def everybody_recorded(jurisdiction_id: int, names: Names, today: date) -> list[dict[str, Any]]:
    """Every person with a decision in force, in 排名; plain rows to be matched outside the system."""
    records = records_of(jurisdiction_id, None, today)
    return [
        {
            "n": n,
            "name": person.name,
            "note": person.note,
            "place": names.place(person),
            "records": records[("person", person.id)],
        }
        for n, person in enumerate((one for one in names.known.people if ("person", one.id) in records), 1)
    ]


@clause("7.1.1", "7.1.2")
def key_work_record(
    jurisdiction_id: int, person: PersonRow, names: Names, today: date
) -> list[dict[str, Any]]:
    """What there was of one person: measures with that person responsible, decisions, results, commendations."""
    measures = ResponsiblePerson.objects.filter(
        jurisdiction_id=jurisdiction_id, person_id=person.id, object_kind__in=KINDS
    ).values("object_id")
    rows = RegistryRow.objects.filter(
        jurisdiction_id=jurisdiction_id, measure_id__in=measures, recorded_to=None
    ).order_by("issued_on", "pk")
    parts = [
        _part(KINDS[row.kind], row.issued_on, row.title, row.number, state_label(row.kind, row.state))
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
        jurisdiction_id=jurisdiction_id, person_id=person.id, state="active"
    ).order_by("on"):
        parts.append(_part("表彰", one.on, one.text, one.document, one.issuer))
    return [{"n": 1, "name": person.name, "note": person.note, "place": names.place(person), "parts": parts}]


def _part(section: str, on: date, text: str, document: str, state: str) -> dict[str, str]:
    return {"section": section, "on": f"{on:%Y-%m-%d}", "text": text, "document": document, "state": state}
