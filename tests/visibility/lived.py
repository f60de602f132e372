"""A county in which something of every kind has happened, with drafts, inner steps and decisions on colleagues."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from duban.acts.models import Message
from duban.archive.actions.packages import build_and_keep
from duban.audit.access import Access, Seen, record
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.written.exports import take
from duban.documents.official import copies
from duban.documents.papers.model import Paper
from duban.measures.models import Measure
from duban.measures.papers import issued_text
from duban.organisations.actions.own import Sort, keep, read
from duban.organisations.actions.people import create_person
from duban.organisations.actions.posts_held.delegations import give_delegation
from duban.organisations.actions.signing_in.accounts import open_account
from duban.organisations.actions.signing_in.slips import give_slips
from duban.organisations.models import Person, Post
from duban.rulebook.actions.superiors import register_override
from duban.shared import clock
from duban.shared.actor import system_actor
from tests import files
from tests.accountability import steps
from tests.accountability.steps import CHECKED
from tests.accountability.year_steps import confirmed, revoke, superior, year_row
from tests.burden import looking
from tests.documents.ledgers import comma
from tests.personas import County
from tests.rulebook.drafting import PAPER, opened
from tests.story import (
    Story,
    approving,
    do,
    drafted,
    finished,
    issued_letter,
    issued_listing,
    planned,
    proposed,
    received,
    registered,
    reported,
    underway,
)

UNITS = [
    ["单位全称", "规范化简称", "单位种类", "组织序列", "成立日期"],
    ["丁镇人民政府", "丁镇", "镇（街道）人民政府（办事处）", 900, "2020-01-01"],
]
RULE: dict[str, Any] = {
    "title": "关于年度考核的规定", "number": "X人社发〔2025〕8号", "body": "XX省人力资源和社会保障厅", "level": "省",
    "words": "受到诫勉的，当年年度考核不得确定为优秀等次。", "target_kind": "result", "target": "L_NO_EXCELLENT",
    "value": "true", "measures": ["诫勉"], "since": date(2026, 1, 1), "file": PAPER,
}  # fmt: skip
RETURNED = "老旧小区改造"
INNER_REASON = "内部意见：单位定得不对，改由镇里牵头"


def live(county: County) -> None:
    """Everything that the tests of visibility walk over; at the end it is 20 May 2026."""
    _newcomer(county)
    _case(county)
    _issued(county)
    _others(county)
    _trials(county)
    _rules(county)
    _lists(county)
    _bulletins(county)
    _year(county)
    for about, signed in ((county.person("inspector"), False), (county.person("office_head"), True)):
        do(county.town_a.liaison, "complaint.submit", sort="重复填报", office="party_office", text="同一组数字要了四遍。",
           about=about, signed=signed)  # fmt: skip
    _looked_back(county)
    _channels(county)
    _instructions(county)
    shown = {"path": "/matters/", "query": "light=red"}
    keep(actor=county.inspector, sort=Sort.VIEW, name="在办红灯", value=shown, shared=True)
    keep(actor=county.inspector, sort=Sort.PHRASE, name="属实，请改", value={})
    told = Message.objects.filter(unit_id=county.units["town_a"]).first()
    read(actor=county.town_a.liaison, messages=[told.pk] if told else [])


def _looked_back(county: County) -> None:
    """A plan of the year; what was closed in its first quarter was drawn, and looked at by two."""
    with county.on("2026-03-30"):
        row = looking.planned(county)
    (visit,) = looking.drawn(county, row)
    matter = visit.matters.get().matter
    looking.looked(county, visit, {matter.ref: "slipped"})
    with county.on("2026-04-13"):
        do(county.inspector, "reopening.propose", matter=matter.ref, new_due=date(2026, 8, 31), reason="管护没有落实。")


def _channels(county: County) -> None:
    """A gateway was entered, and one message was to be sent to try it."""
    channel = do(county.registrar, "channel.add", kind="sms", url="https://gateway.xx.example/send")
    do(county.registrar, "channel.test", ref=channel.ref, to="13800000000")


def _instructions(county: County) -> None:
    """Leaders wrote on a matter: one waits for the director, one is with an inspector, one was reported on."""
    story = underway(county, distinct_reason="六", title="有批示的事项")
    refs = [do(by, "instruction.write", matter=story.matter, words="请报进展。").ref
            for by in (county.secretary, county.actor("vice"), county.secretary)]  # fmt: skip
    do(county.office_head, "instruction.take", ref=refs[1], way="follow", inspector=county.person("inspector"))
    do(county.office_head, "instruction.report", ref=refs[2], outcome="under", text="正在办理。")


def _case(county: County) -> Story:
    """A matter whose proposal was sent back, with a letter, an interview, a listing, and another letter in draft."""
    story = proposed(county, distinct_reason="另一片区", title=RETURNED)
    do(story.head, "matter.send_back", ref=story.matter, reason=INNER_REASON)
    do(story.inspector, "matter.propose", ref=story.matter, lead_unit=str(story.unit.id), requirement="年内完成",
       due_on=date(2026, 9, 30), cycle_days=30, assist_units=[str(county.units["bureau_b"])])  # fmt: skip
    do(story.head, "matter.approve", ref=story.matter)
    do(story.inspector, "matter.assign", ref=story.matter)
    do(story.unit.liaison, "matter.receive", ref=story.matter)
    letter = issued_letter(story)
    received(story, "letter", letter)
    planned(story, "letter", letter)
    reported(story, file=[Upload("现场.jpg", files.picture("JPEG"), declared=True)])
    do(story.unit.liaison, "matter.attach", ref=story.matter, file=[Upload("附表.pdf", files.pdf())], label="佐证材料")
    with county.on("2026-03-12"):
        listing = issued_listing(story)
        received(story, "listing", listing)
    with county.on("2026-03-20"):
        drafted(story)
    return story


def _issued(county: County) -> None:
    """What was issued has left the house, though no file of it could be made here."""
    system = system_actor(county.jurisdiction_id, clock.today())
    for measure in Measure.objects.exclude(issued_at=None):
        for copy in copies.of_object(measure.kind, measure.pk).values():
            paper = issued_text(measure, copy.part, Paper.from_json(copy.content))
            copies.fail(actor=system, ref=copy.ref, paper=paper, why="没有字体")


def _newcomer(county: County) -> None:
    """Somebody new has got a slip to sign in with."""
    ref = create_person(actor=county.registrar, name="新某某", rank=900, personnel_category="公务员").ref
    open_account(actor=county.registrar, ref=ref, username="new.one")
    give_slips(actor=county.registrar, people=[str(Person.objects.get(ref=ref).pk)])


def _others(county: County) -> None:
    """Matters before assignment, of the other office, of an office that is itself responsible, and closed ones."""
    registered(county, distinct_reason="一", title="只是登记")
    proposed(county, distinct_reason="二", title="待审批事项")
    other = underway(county, "town_b", office="gov_office", distinct_reason="三", title="县政府办督办事项")
    _paper(county, other)
    underway(county, "gov_office", distinct_reason="四", title="责任单位就是县政府办")
    ended = underway(county, "bureau_c", distinct_reason="五", title="已销号事项")
    finished(ended)
    build_and_keep(actor=system_actor(county.jurisdiction_id, clock.today()), case=ended.row.case)


def _paper(county: County, story: Story) -> None:
    ref = approving(story)
    do(story.clerk, "letter.enter_paper", ref=ref, leader=county.person("vice"), decided_on=clock.today(),
       verdict="agree", opinion="同意", scan=Upload("批示.pdf", files.SCAN))  # fmt: skip


def _trials(county: County) -> None:
    """One case with decisions on two colleagues and on the unit, one that was revoked, and two that are still open."""
    steps.answered(county)
    trial = steps.accepted(county, persons=("principal", "deputy"), of="town_a")
    for n, who in enumerate(("principal", "deputy", ""), 20):
        steps.recorded(county, who, trial=trial, number=f"X纪〔2026〕{n}号")
        with county.on("2026-04-15"):
            do(county.actor("org_dept.deputy"), "ruling.confirm", ref=trial.rulings[-1], **CHECKED)
    with county.on("2026-04-16"):
        do(county.actor("cdi.deputy"), "ruling.rectify", ref=trial.rulings[0], outcome="void", text="对象有误。",
           original=True, **steps.FREE)  # fmt: skip
        do(county.actor("cdi.deputy"), "inquiry.note", ref=trial.ref, text="只在两家案卷里。")
    steps.approving(county, of="town_b")
    watched = steps.examined(county, of="town_c")
    do(county.office_head, "inquiry.declare_relation", ref=watched.ref, relation="利害关系", text="")
    steps.served(county, of="bureau_c")


def _rules(county: County) -> None:
    opened(county)
    register_override(actor=county.inspector, **RULE)
    post = Post.objects.get(person_id=county.persons["secretary"], role="secretary")
    with county.on("2026-05-19"):
        give_delegation(actor=county.secretary, post=str(post.pk), to_person=county.person("magistrate"),
                        starts_on=date(2026, 5, 19), ends_on=date(2026, 5, 22), reason="外出学习")  # fmt: skip


def _lists(county: County) -> None:
    """What organs record, take in and take out."""
    do(county.checker, "leave.record", person=county.person("checker"), kind="出差", starts_on=date(2026, 5, 19),
       ends_on=date(2026, 5, 22))  # fmt: skip
    handed = do(county.office_head, "handover.draw", person=county.person("inspector"), receiver=county.person("inspector2"),
                cause="调离", leaves_on=date(2026, 6, 1))  # fmt: skip
    do(county.inspector, "handover.give", ref=handed.ref)
    org = county.actor("org_dept.deputy")
    for who in ("inspector", "town_a.liaison"):
        name, key = county.actor(who).name, county.persons[who]
        record(Seen(Access.SIGN_IN, county.jurisdiction_id, who, f"{name}凭密码登录", key, name))
    do(county.registrar, "reset.propose", person=county.person("cdi.deputy"), password="for-One-sign-in-only",
       reason="本人当面提出")  # fmt: skip
    do(county.inspector, "clue.leave")
    do(county.registrar, "outage.register", starts_at=datetime(2026, 3, 1, 9, tzinfo=clock.BEIJING),
       ends_at=datetime(2026, 3, 1, 18, tzinfo=clock.BEIJING), unit="", reason="机房断电")  # fmt: skip
    do(org, "judgement.record", kind="adverse_effect", person=county.person("bureau_a.principal"), on=date(2026, 3, 1),
       text="产生不良影响。", document="部务会记录")  # fmt: skip
    do(org, "commendation.record", subject_kind="person", person=county.person("bureau_a.deputy"), unit="", issuer="县委",
       on=date(2026, 3, 1), text="抢险有功", document="X委〔2026〕5号")  # fmt: skip
    do(org, "review.export", subject="拟任人选比对")
    do(county.inspector, "past.record", kind="interview", number="X委督函〔2025〕07号", issued_on=date(2025, 1, 2),
       title="旧约谈", unit=str(county.town_a.id), office="party_office", result="closed")  # fmt: skip
    do(county.clerk, "seriesstart.take_up", office="party_office", kind="extension", last=3,
       basis="2026年纸质发文登记簿第2页")  # fmt: skip
    take(actor=county.inspector, what="matters", label="重点工作台账", form="csv", filters="", rows=1)
    do(county.registrar, "import.upload", kind="units", mode="all", file=comma(UNITS))
    do(county.town_a.liaison, "flow.set", steps=["review"])
    with county.on("2026-02-27"):  # a clock put back
        do(county.registrar, "clockcheck.propose", reason="与国家授时中心的时间一致")


def _bulletins(county: County) -> None:
    for kind in ("circular", "special_report"):
        for _ in range(2):
            do(county.inspector, f"{kind}.draft", office="party_office", span="since")


def _year(county: County) -> None:
    """The year's results, confirmed by both organs, and one that no longer holds."""
    first = superior(county, "bureau_a.principal")
    superior(county, "town_a")
    confirmed(county)
    do(county.actor("appraisal.deputy"), "year.close", ref=year_row().ref)
    revoke(county, first, date(2026, 5, 18))
