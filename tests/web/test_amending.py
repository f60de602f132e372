"""Amending: a form that opens on something written before holds all of it, and sent unchanged it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from duban.acts.kinds import kind_of
from duban.matters.models import Matter, Milestone, Task
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.lifecycles.types import Widget
from duban.proceedings.models import Plan, Signature
from tests.accountability import steps
from tests.personas import County
from tests.story import do, drafted, held_interview, issued_letter, planned, received, registered, underway
from tests.web.conftest import Browse
from tests.web.sheet import as_sent

NEW_EACH_TIME = {"reason", "basis", "source", "recusal", "outcome"}
"""What is asked anew whenever something is amended: why, on which ground, and with which outcome."""
AMENDING = sorted(key for key, act in ACTS.items() if act.opens_with)
_COMING = ("version", "text_digest", "final_digest")


@dataclass
class Written:
    """Something that was written, who may amend it, what of it must come back, and on which day where that matters."""

    who: str
    key: str
    ref: str
    state: Callable[[], Any]
    typed: dict[str, str] = field(default_factory=dict)
    on: str = ""


def _row(kind: str, ref: str) -> dict[str, Any]:
    row = kind_of(kind).model._base_manager.get(ref=ref)
    return {f.attname: getattr(row, f.attname) for f in row._meta.fields if f.name not in _COMING}


def _of(who: str, key: str, ref: str, **typed: str) -> Written:
    return Written(who, key, ref, lambda: _row(act_named(key).kind, ref), typed)


def a_draft(kind: str) -> Callable[[County], Written]:
    def write(county: County) -> Written:
        story = underway(county)
        if kind == "listing":
            held_interview(story)
        ref = drafted(story, kind)
        return _of("inspector", f"{kind}.redraft", ref)

    return write


def a_proposal(county: County) -> Written:
    story = registered(county)
    do(
        story.inspector, "matter.propose", ref=story.matter, lead_unit=str(county.town_a.unit.id),
        assist_units=[str(county.bureau_a.unit.id)], requirement="八月底前完成主管网。", opinion="拟请甲镇牵头。",
        cycle_days=20, due_on=date(2026, 9, 30),
        milestones=[{"title": "完成招标", "due_on": date(2026, 4, 30), "target": None}],
        tasks=[{"unit": str(county.bureau_a.unit.id), "title": "图纸审查", "due_on": date(2026, 5, 30)}],
    )  # fmt: skip
    do(story.head, "matter.send_back", ref=story.matter, reason="请细化。")
    matter = Matter.objects.get(ref=story.matter)

    def state() -> Any:
        now = {"case_id": matter.case_id, "dropped_at": None}
        told = Signature.objects.filter(object_kind="matter", object_id=matter.pk, verdict="propose").order_by("pk")
        columns = {name: value for name, value in _row("matter", story.matter).items() if name not in ("state", "next_due_on")}
        return (
            columns,
            list(Milestone.objects.filter(**now).values_list("title", "due_on", "target")),
            list(Task.objects.filter(**now).values_list("unit_id", "title", "due_on")),
            list(told.values_list("opinion", flat=True))[-1:],
        )

    return Written("inspector", "matter.propose", story.matter, state)


def a_plan(county: County) -> Written:
    story = underway(county)
    ref = issued_letter(story)
    received(story, "letter", ref)
    planned(story, "letter", ref)
    do(story.inspector, "letter.return_plan", ref=ref, reason="请细化。")

    def state() -> Any:
        plan = Plan.objects.order_by("-pk").first()
        assert plan is not None
        return plan.text, plan.committed_on

    return Written("town_a.liaison", "letter.plan", ref, state)


def a_transfer(county: County) -> Written:
    trial = steps.concluded(county)
    on_it = {"conclusion_kind": "verification", "conclusion_title": "", "conclusion_file": None}
    with county.on(steps.SERVED_OUT):
        trial.by(
            "propose_transfer",
            **steps.proposal(approver=county.person("secretary"), verification=trial.evidence[0], **on_it),
        )
        trial.by("send_back", "checker", reason="请细化。")

    def state() -> Any:
        return {name: value for name, value in _row("inquiry", trial.ref).items() if name != "state"}

    return Written(
        "inspector", "inquiry.propose_transfer", trial.ref, state, dict(steps.FREE), on=steps.SERVED_OUT
    )


CASES: dict[str, Callable[[County], Written]] = {
    "letter.redraft": a_draft("letter"),
    "interview.redraft": a_draft("interview"),
    "listing.redraft": a_draft("listing"),
    "matter.propose": a_proposal,
    "letter.plan": a_plan,
    "inquiry.propose_transfer": a_transfer,
}


@pytest.mark.parametrize("key", CASES)
def test_a_form_sent_as_it_opened_changes_nothing(county: County, browse: Browse, key: str) -> None:
    written = CASES[key](county)
    address = f"/act/{written.key}/{written.ref}/"
    before = written.state()
    with county.on(written.on) if written.on else nullcontext():
        client = browse(written.who)
        page = client.get(address)
        body = as_sent(page.content.decode(), address, **written.typed)
        answer = client.post(address, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 303, answer.content.decode()
    assert written.state() == before


def test_an_amending_form_asks_for_nothing_that_stands_already() -> None:
    for key in AMENDING:
        act = ACTS[key]
        asked = {one.name for one in act.fields if one.widget is not Widget.FILE}
        assert asked - set(act.opens_with) <= NEW_EACH_TIME, key


def test_whatever_asks_for_all_that_made_its_object_amends_it() -> None:
    makers = [act for act in ACTS.values() if act.creates and act.fields]
    again = {
        act.key
        for act in ACTS.values()
        for maker in makers
        if act.sources and act.kind == maker.kind and act.fields == maker.fields
    }
    # A channel keeps its settings together; that they come back, all but the secret, is held by test_channels.py.
    assert again == {"interview.redraft", "letter.redraft", "listing.redraft", "person.change", "channel.change"}
    assert {key for key in again if not ACTS[key].opens} <= set(AMENDING)
