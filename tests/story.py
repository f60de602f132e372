"""The steps of a case, each through the acts, so that a test says only what is particular to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from duban.acts.models import Message, Obligation
from duban.acts.registry import action_for
from duban.acts.sight.visibility import visible_rows
from duban.acts.work import Done
from duban.audit.selectors import HistoryLine, history
from duban.documents.files.uploads import Upload
from duban.insight.selectors.act_page.of_matter import quotable_facts
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.decision import Reason
from duban.mechanism.words.named import USUAL_WORDS
from duban.proceedings.models import Application, Receipt
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Unmet
from tests import files, hours
from tests.personas import County, Place

TITLE = "圩镇雨污分流管网建设"
DUE = date(2026, 9, 30)
LIMIT = date(2026, 4, 30)
SCAN = Upload("批示.pdf", files.SCAN)
REPORT = "完成沟槽开挖。"


def do(actor: Actor, key: str, **values: Any) -> Done:
    """One act by one person."""
    return action_for(key)(actor=actor, **values)


@dataclass
class Story:
    """A matter with its people: `story.inspector`, `story.head` … of the acting office, `story.unit` of the lead unit."""

    county: County
    matter: str
    case: str
    side: str = ""
    lead: str = "town_a"

    @property
    def row(self) -> Matter:
        """The matter as it stands now."""
        return Matter.objects.select_related("case").get(ref=self.matter)

    @property
    def unit(self) -> Place:
        """The lead unit with its people."""
        place: Place = getattr(self.county, self.lead)
        return place

    @property
    def inspector(self) -> Actor:
        """The inspector in charge."""
        return self.county.actor(f"{self.side}inspector")

    @property
    def inspector2(self) -> Actor:
        """Another inspector of the office."""
        return self.county.actor(f"{self.side}inspector2")

    @property
    def checker(self) -> Actor:
        """Who checks drafts in the office."""
        return self.county.actor(f"{self.side}checker")

    @property
    def clerk(self) -> Actor:
        """Who numbers, seals and issues."""
        return self.county.actor(f"{self.side}clerk")

    @property
    def head(self) -> Actor:
        """The head of the office."""
        return self.county.actor("gov_head" if self.side else "office_head")

    @property
    def other_head(self) -> Actor:
        """The head of the other office."""
        return self.county.actor("office_head" if self.side else "gov_head")

    @property
    def issuer(self) -> str:
        """The office in whose name documents go out."""
        return "gov_office" if self.side else "party_office"

    def measure(self, ref: str) -> Measure:
        """A measure as it stands now."""
        return Measure.objects.get(ref=ref)

    def owed(self, act: str, **wanted: Any) -> list[Obligation]:
        """What is still owed under an act in this case, the earliest first."""
        rows = Obligation.objects.filter(case__ref=self.case, act=act, outcome="open", **wanted)
        return list(rows.order_by("due_on", "pk"))

    def told(self, **wanted: Any) -> list[str]:
        """The messages of this case, in the usual words."""
        return [USUAL_WORDS.say(row.said) for row in Message.objects.filter(case__ref=self.case, **wanted).order_by("pk")]

    def receipts(self, ref: str, what: str = "", label: str = "") -> list[Receipt]:
        """What was delivered of a measure."""
        rows = Receipt.objects.filter(object_kind=self.measure(ref).kind, object_id=self.measure(ref).pk)
        return list(rows.filter(what__contains=what, label__contains=label).order_by("pk"))

    def history(self, *, internal: bool = True) -> list[HistoryLine]:
        """The history of the case as the office reads it, or as the unit does, the oldest first."""
        reader = self.inspector if internal else self.unit.liaison
        return history(visible_rows(reader, "entry").filter(case_id=self.row.case_id))[::-1]


def at(day: str, hour: int | None = None) -> datetime:
    """A moment of a day, at the hour of the test where none is named."""
    return clock.at(date.fromisoformat(day), hours.current() if hour is None else time(hour))


def missing(refused: Unmet) -> dict[str, Reason]:
    """The conditions that a refusal names, by what they ask."""
    return {reason.condition: reason for reason in refused.decision.missing}


# the matter


def source(county: County, **given: Any) -> dict[str, Any]:
    """What a registration asks for."""
    return {
        "title": TITLE, "office": "party_office", "source_class": "2.3", "kind_23": "会议", "source_title": "县委常委会会议",
        "source_number": "2026年第4次", "source_date": date(2026, 2, 26), "due_on": DUE, "target_name": "建成管网",
        "target_value": Decimal(12), "target_unit": "公里", **given,
    }  # fmt: skip


def registered(county: County, lead: str = "town_a", **given: Any) -> Story:
    """A matter has been entered."""
    values = source(county, **given)
    side = "gov_" if values["office"] == "gov_office" else ""
    done = do(county.actor(f"{side}inspector"), "matter.register", **values)
    return Story(county, done.ref, done.case_ref, side, lead)


def proposed(
    county: County, lead: str = "town_a", *, plan: dict[str, Any] | None = None, **given: Any
) -> Story:
    """拟办: a unit, a limit, two points on the way."""
    story = registered(county, lead, **given)
    points = [
        {"title": "累计建成6公里", "due_on": date(2026, 6, 15), "target": Decimal(6)},
        {"title": "累计建成12公里", "due_on": date(2026, 9, 30), "target": Decimal(12)},
    ]
    do(story.inspector, "matter.propose", **{
        "ref": story.matter, "lead_unit": story.unit.id, "requirement": "九月底前全部建成", "due_on": DUE,
        "cycle_days": 30, "milestones": points, **(plan or {}),
    })  # fmt: skip
    side = "gov_" if story.row.office == "gov_office" else ""
    return Story(county, story.matter, story.case, side, lead)


def assigned(county: County, lead: str = "town_a", **given: Any) -> Story:
    """The matter lies with the unit, not yet received."""
    story = proposed(county, lead, **given)
    do(story.head, "matter.approve", ref=story.matter)
    do(story.inspector if story.row.inspector_id else story.clerk, "matter.assign", ref=story.matter)
    return story


def underway(county: County, lead: str = "town_a", **given: Any) -> Story:
    """The unit has received it and is at work."""
    story = assigned(county, lead, **given)
    do(story.unit.liaison, "matter.receive", ref=story.matter)
    return story


def reported(story: Story, progress: str = REPORT, **given: Any) -> Done:
    """The unit reports."""
    return do(story.unit.liaison, "matter.report", ref=story.matter, progress=progress, **given)


def found(story: Story, *facts: str) -> None:
    """The inspector records findings, each with a reason."""
    for fact in facts:
        do(
            story.inspector,
            "matter.record_fact",
            ref=story.matter,
            fact=fact,
            reason="两个月没有实物工作量。",
        )


def finished(story: Story) -> None:
    """Applied for, verified by two and crossed off."""
    do(story.unit.liaison, "matter.apply", ref=story.matter, text="全部建成并验收。", value=Decimal(12))
    do(story.inspector, "matter.verify", ref=story.matter, method="现场", result="pass", text="现场属实。", value=Decimal(12))
    do(story.inspector2, "matter.confirm_verification", ref=story.matter, agree="agree")
    do(story.head, "matter.close", ref=story.matter)


# the measures


def content(story: Story, kind: str, **given: Any) -> dict[str, Any]:
    """What a draft of this kind states, complete."""
    common = {
        "issuer": story.issuer, "basis": "进展缓慢，落实不力", "deadline": LIMIT,
        "facts": quotable_facts(story.county.jurisdiction_id, story.matter),
    }  # fmt: skip
    own: dict[str, dict[str, Any]] = {
        "letter": {"matters": ["三月底前补齐手续", "倒排工期"], "goals": ["四月底前追上序时"], "feedback_days": 15,
                   "again": "前函以后仍无改观"},
        "interview": {
            "opinion_text": "建议县领导就两个月没有实物工作量召集约谈",
            "planned_at": clock.now() + timedelta(hours=1), "place": "一楼会议室",
            "materials": ["书面报告"], "feedback_days": 10,
        },
        "listing": {
            "name": TITLE, "responsible": "甲镇人民政府及其主要领导", "main_facts": "两个月零进展",
            "requirements": ["四月底前完成全部剩余任务"], "release_method": "书面申请，附验收材料",
            "release_procedure": "申请、核查、同意、印发", "feedback_days": 7,
        },
    }  # fmt: skip
    return {**common, **own[kind], **given}


def drafted(story: Story, kind: str = "letter", **given: Any) -> str:
    """A draft stands, on facts that are stored."""
    facts = {"letter": ("slow",), "interview": ("slow",), "listing": ("serious", "unclear")}[kind]
    found(story, *facts)
    return do(story.inspector, f"{kind}.propose", matter=story.matter, **content(story, kind, **given)).ref


def emptied(story: Story, ref: str, field: str) -> None:
    """A draft lacks one of its contents, as none that went through the gate of its act does."""
    row = story.measure(ref)
    empty: Any = None if field == "deadline" else [] if isinstance(row.content[field], list) else ""
    row.content = {**row.content, field: empty or ("" if field == "deadline" else empty)}
    if field == "deadline":
        row.deadline = None
    row.save()


def leader_for(story: Story, kind: str) -> str:
    """The county leader who approves a measure of this kind in these stories."""
    if kind == "listing":
        return "magistrate" if story.side else "secretary"
    return "vice" if story.side else "standing"


def approving(story: Story, kind: str = "letter", **given: Any) -> str:
    """The draft has been checked and lies with the county leader."""
    ref = drafted(story, kind, **given)
    do(story.inspector, f"{kind}.submit", ref=ref, approver=story.county.person(leader_for(story, kind)))
    do(story.checker, f"{kind}.check", ref=ref, opinion="事实与附件相符")
    if kind != "letter":
        do(story.other_head, f"{kind}.countersign", ref=ref, opinion="同意")
    return ref


def approved(story: Story, kind: str = "letter", **given: Any) -> str:
    """The county leader has agreed, the head has signed out; the clerk may number it."""
    ref = approving(story, kind, **given)
    do(story.county.actor(leader_for(story, kind)), f"{kind}.approve", ref=ref, opinion="同意")
    do(story.head, f"{kind}.sign_out", ref=ref)
    return ref


def numbered(story: Story, kind: str, ref: str, **given: Any) -> Done:
    """The clerk numbers, seals and issues."""
    hour = {"held_plan": story.measure(ref).planned_at} if kind == "interview" else {}
    values = {"number_by": "own", "seal_keeper": "文书", "copies_printed": 5, **hour, **given}
    return do(story.clerk, f"{kind}.issue", ref=ref, **values)


def issued(story: Story, kind: str, **given: Any) -> str:
    """A measure has gone out."""
    ref = approved(story, kind, **given)
    numbered(story, kind, ref)
    return ref


def issued_letter(story: Story, **given: Any) -> str:
    """A 督办函 has gone out."""
    return issued(story, "letter", **given)


def received(story: Story, kind: str, ref: str) -> None:
    """The unit and each of its principal leaders have signed for it."""
    do(story.unit.liaison, f"{kind}.receive", ref=ref)
    for holder in story.county.persons:
        if holder in (f"{story.lead}.principal", f"{story.lead}.mayor"):
            do(story.county.actor(holder), f"{kind}.receive", ref=ref)


def planned(story: Story, kind: str, ref: str, committed_on: date = date(2026, 4, 20)) -> None:
    """The plan stands, confirmed by the principal leader in person."""
    do(story.unit.liaison, f"{kind}.plan", ref=ref, text="倒排工期，增加班组。", committed_on=committed_on)
    do(story.unit.principal, f"{kind}.confirm_plan", ref=ref)


def attendance(story: Story, **given: Any) -> dict[str, Any]:
    """Who is at an interview: the convening leader, both bodies, the unit's principal leader."""
    county = story.county
    return {
        "held_at": clock.now(), "convener": county.person(leader_for(story, "interview")),
        "cdi_people": [county.person("cdi.deputy")], "org_people": [county.person("org_dept.deputy")],
        "unit_people": [county.person(f"{story.lead}.principal")], "report_handed": "yes", **given,
    }  # fmt: skip


def held_interview(story: Story, **given: Any) -> str:
    """A 联席约谈 has been held, with both bodies."""
    ref = issued(story, "interview")
    do(story.inspector, "interview.hold", ref=ref, **attendance(story, **given))
    return ref


def stands_at(story: Story) -> Decimal:
    """The value that has been reached: the last one reported, else three."""
    return story.row.value if story.row.value is not None else Decimal(3)


def found_value(story: Story, kind: str, ref: str) -> Decimal | None:
    """What the unit stated when it applied, and what is found on the spot."""
    row = Application.objects.filter(object_kind=kind, object_id=story.measure(ref).pk).order_by("-pk").first()
    return row.value if row is not None else None


def verified(story: Story, kind: str, ref: str, result: str = "pass") -> None:
    """One inspector finds, another one confirms."""
    do(story.inspector, f"{kind}.verify", ref=ref, method="现场", result=result, text="现场核查。",
       value=found_value(story, kind, ref))  # fmt: skip
    do(story.inspector2, f"{kind}.confirm_verification", ref=ref, agree="agree")


def closed(story: Story, kind: str, ref: str) -> None:
    """A letter or an interview comes to its end."""
    do(story.unit.liaison, f"{kind}.apply", ref=ref, text="整改完毕。", value=stands_at(story))
    verified(story, kind, ref)
    do(story.head, f"{kind}.close", ref=ref)


def issued_listing(story: Story, **given: Any) -> str:
    """A 挂牌督办 has gone out, after an interview that was held."""
    held_interview(story)
    return issued(story, "listing", **given)


def asked_for_release(story: Story, ref: str) -> None:
    """The unit applies, its principal leader confirms in person."""
    evidence = Upload("验收.pdf", files.SCAN)
    do(story.unit.liaison, "listing.apply_release", ref=ref, text="全部整改到位。", value=stands_at(story), file=evidence)
    do(story.unit.principal, "listing.confirm_release", ref=ref)


def released(story: Story, ref: str) -> None:
    """A listing comes to its end on the level on which it began."""
    asked_for_release(story, ref)
    verified(story, "listing", ref)
    do(story.county.actor(leader_for(story, "listing")), "listing.approve_release", ref=ref)
    do(story.head, "listing.sign_release", ref=ref)
    values = {"number_by": "own", "seal_keeper": "文书", "copies_printed": 80}
    do(story.clerk, "listing.issue_release", ref=ref, **values)


@contextmanager
def unmet(condition: str) -> Iterator[None]:
    """What is done in this block is refused, among others for a condition with these words."""
    with pytest.raises(Unmet) as refused:
        yield
    told = [f"{reason.condition}：{reason.finding}" for reason in refused.value.decision.missing]
    assert any(condition in line for line in told), told
