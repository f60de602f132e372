"""What somebody reads before reporting: by when, on whose request, from where it goes on; and what was found missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duban.acts import duties
from duban.acts.visibility import visible_rows
from duban.matters.models import Matter
from duban.matters.selectors import matter_row_light, plain
from duban.mechanism.deadlines import remaining
from duban.mechanism.standing import Function
from duban.proceedings.models import Report, Signature
from duban.rulebook.selectors import calendar
from duban.shared import clock
from duban.shared.actor import Actor


@dataclass(frozen=True)
class Passage:
    """A text to be read first: a title, named parts, and links (paper, minutes or file, with its reference)."""

    title: str
    rows: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str, str], ...] = ()


def given(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The rows of a passage that say something."""
    return tuple((name, text) for name, text in rows if text)


def when(moment: Any) -> str:
    """A moment as a passage names it."""
    return clock.text(moment, "%m-%d %H:%M")


def target(matter: Matter) -> str:
    """The target of a matter in words, empty where it has none."""
    if matter.target_value is None:
        return ""
    return f"{matter.target_name} {plain(matter.target_value)} {matter.target_unit}".strip()


def owed_report(actor: Actor, matter: Matter) -> Passage:
    """What a report is due for: by when, on whose request, and what stands from the last time."""
    today = clock.today()
    rows = duties.still_open(visible_rows(actor, "duty", ("matter",)), case=matter.case_id, act="matter.report")
    owed = rows.order_by("due_on").first()
    last = Report.objects.filter(case_id=matter.case_id, stage=Report.Stage.SUBMITTED).order_by("-period").first()
    due = "现在没有应报的，报送的另记一次。"
    if owed is not None and owed.due_on is not None:
        left = remaining(owed.due_on, today, calendar(matter.jurisdiction_id))
        due = f"{owed.due_on:%Y-%m-%d} 周{'一二三四五六日'[owed.due_on.weekday()]}，{left.text}"
    return Passage(
        "本期报送",
        given(
            ("报什么", owed.label if owed is not None else ""),
            ("应于", due),
            ("灯", matter_row_light(actor, matter, today).word),
            ("督办办公室", Function(matter.office).label),
            ("办理要求", matter.requirement),
            ("量化目标", target(matter)),
            ("上次", _said_last(matter, last)),
        ),
    )


def _said_last(matter: Matter, last: Report | None) -> str:
    if last is None or last.submitted_at is None:
        return "还没有报送过"
    amount = f"，累计 {plain(last.value)} {matter.target_unit}" if last.value is not None else ""
    return f"{when(last.submitted_at)} 报送{amount}"


def handed_back(actor: Actor, matter: Matter) -> Passage | None:
    """Why a report was handed back."""
    signed = Signature.objects.filter(case_id=matter.case_id, step="matter.return_report").order_by("-pk").first()
    if signed is None:
        return None
    by = f"{signed.post}{signed.name}，{when(signed.signed_at)}"
    return Passage("退回补报", given(("缺什么", signed.opinion), ("退回", by)))
