"""问责记录查询 as pages and files: what the actor's organ has asked, each answer as it was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.accountability.models import Review
from duban.accountability.selectors.kept_records import KeptRecord, kept_records
from duban.accountability.selectors.review.recall import still_true
from duban.accountability.selectors.year.scope import asking_organ
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import visible_rows
from duban.documents.accountability import ReplySource, review_reply
from duban.documents.papers.model import Paper
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles.yearly import PURPOSES
from duban.mechanism.people.standing import Function
from duban.mechanism.review.answers import LIMITS
from duban.mechanism.review.roll import plain
from duban.organisations.selectors import directory
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.shared.pages import Page, bounds

_WHAT = {"query": "问责记录查询", "export": "有记录人员清单", "record": "干部重点工作记录"}
_ASKED = ("review.query", "review.export", "review.record", "commendation.record", "judgement.record")
_PURPOSES = dict(part.split("=", 1) for part in PURPOSES.split("|"))
_NOBODY = "没有找到，或不在您的范围内。"


@dataclass(frozen=True)
class ReviewRow:
    """A query in the list: what for and how much, no names."""

    ref: str
    what: str
    label: str
    purpose: str
    subject: str
    requester: str
    asked: int
    recorded: int
    unclear: int
    by: str
    on: date


@dataclass(frozen=True)
class ReviewList:
    """What the actor's organ has asked, the latest first, and what may be asked now."""

    organ: str
    page: Page[ReviewRow]
    may: tuple[str, ...]
    kept: tuple[KeptRecord, ...]


@dataclass(frozen=True)
class ReviewView:
    """An answer as it was given, without what rested on decisions undone since: such a one is `recalled`."""

    row: ReviewRow
    organ: str
    office: str
    lines: tuple[dict[str, Any], ...]
    at: datetime
    clear: int
    limits: tuple[str, ...]
    recalled: bool


@clause("7.1.1")
def reviews(*, actor: Actor, number: int = 1, size: int = 25) -> ReviewList:
    """The queries of the actor's organ; NotFound for those who may not ask."""
    organ = asking_organ(actor)
    if organ is None:
        raise NotFound(_NOBODY)
    number, size, start = bounds(number, size)
    rows = visible_rows(actor, "review").filter(organ=organ.value)
    shown = rows.defer("lines").order_by("-on", "-pk")[start : start + size]
    return ReviewList(
        organ=organ.label,
        page=Page(tuple(_row(row) for row in shown), number, size, rows.count()),
        may=tuple(key for key in _ASKED if may_start(actor, key)),
        kept=kept_records(actor=actor) if organ is Function.ORG_DEPT else (),
    )


@clause("7.1.1")
def review(*, actor: Actor, ref: str) -> ReviewView:
    """One answer, for the organ that asked."""
    row = visible_rows(actor, "review").filter(ref=ref).first()
    if row is None:
        raise NotFound(_NOBODY)
    lines = still_true(row)
    return ReviewView(
        row=_row(row),
        organ=Function(row.organ).label,
        office=directory(actor.jurisdiction_id).office(Function(row.organ)).name,
        lines=lines,
        at=row.created_at,
        clear=sum(line.get("status") == "clear" for line in lines),
        limits=LIMITS,
        recalled=any(line.get("recalled") for line in lines),
    )


@clause("7.1.1")
def reply_paper(*, actor: Actor, ref: str) -> tuple[Paper, str]:
    """The letter of reply to a query, and the stamp that it bears; NotFound for what is no query."""
    view = review(actor=actor, ref=ref)
    if view.row.what != "query":
        raise NotFound(_NOBODY)
    source = ReplySource(
        office=view.office,
        to=view.row.requester,
        subject=view.row.subject,
        purpose=view.row.purpose,
        asked=view.row.asked,
        on=view.row.on,
        answers=tuple(_answer(line) for line in view.lines),
        limits=view.limits,
    )
    return review_reply(source), "已收回" if view.recalled else ""


def _answer(line: Mapping[str, Any]) -> str:
    """What the letter says of one name: the answer, the decisions with their document and effect, the results.

    Several who bear the name are told apart by unit and post. Who is only read like it is named on the page alone:
    such a one stands there for having a record, and whoever reads the letter did not ask about that person.
    """
    place = f"（{line['place']}）" if line.get("place") else ""
    parts = [f"{line.get('name') or line.get('text', '')}{place}：{line['answer']}"]
    for one in line.get("records", ()):
        flag = f"，{one['flag']}" if one.get("flag") else ""
        parts.append(
            f"{'、'.join(one['kinds'])}（{one['document']}，{one['effective_on']}生效，{one['effect']}{flag}）"
        )
    told = [*parts, *line.get("results", ()), *line.get("notes", ())]
    if namesakes := _namesakes(line):
        told.append(f"同名的有{'，'.join(namesakes)}")
    return "；".join(told)


def _namesakes(line: Mapping[str, Any]) -> list[str]:
    """农业农村局副局长张某, as a letter names somebody; the answer keeps it as 张某：农业农村局副局长."""
    told = [one.partition("：") for one in line.get("candidates", ())]
    return [f"{place}{name}" for name, _, place in told if plain(name) == plain(line.get("name", ""))]


def _row(row: Review) -> ReviewRow:
    return ReviewRow(
        ref=row.ref,
        what=row.what,
        label=_WHAT[row.what],
        purpose=_PURPOSES.get(row.purpose, ""),
        subject=row.subject,
        requester=row.requester,
        asked=row.asked,
        recorded=row.recorded,
        unclear=row.unclear,
        by=row.by,
        on=row.on,
    )
