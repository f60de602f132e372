"""A county whose offices have three people each: one of them on leave for a time, one recused, and the work goes on.

A matter of 县委办公室 goes from its registration through two letters, an interview and a listing to its 移交. The deputy
who checks is on leave when the first letter is drafted: the other office lends somebody. The head is away when the
interview is: the deputy signs out by authority, and somebody lent has checked. In the inquiry the deputy is recused:
somebody is lent once more. A matter of 县政府办公室 is followed beside it by three people without any help.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from duban.accountability.models import Declaration, Inquiry
from duban.demo.episodes.rulebook import the_notice_goes_on
from duban.demo.lives.appointments import confirmed
from duban.demo.lives.inquiries import InquiryLife, concluded, examined, heard, sent_over
from duban.demo.lives.stories import Story, matter_life
from duban.demo.works import PlannedWork
from duban.demo.world import Life, World
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.models import Post
from duban.shared import clock
from duban.shared.actor import Actor

PARTY, GOV = Function.PARTY_OFFICE, Function.GOV_OFFICE
_SPAN, _LETTER, _AWAY = 215, 0.39, 0.6
"""How long the matter may take, and when in that time the deputy is on leave and the head away."""


def lent(world: World, office: Function) -> Actor | None:
    """Who is lent to an office today, if anybody is."""
    return next(
        (world.acting(one) for one in world.holders(office, PostRole.CHECKER) if _is_lent(one.post_id)), None
    )


def _is_lent(post_id: int) -> bool:
    return Post.objects.get(pk=post_id).basis.startswith("借用")


@dataclass
class SmallStory(Story):
    """A matter of an office of three: whoever is lent checks, whoever is authorised signs out."""

    def checker(self) -> Actor:
        return lent(self.world, self.office) or super().checker()

    def second(self) -> Actor:
        return self.checker()

    def signer(self) -> Actor:
        held = self.world.holders(self.office, PostRole.SIGNATORY)
        return self.world.acting(held[0]) if held else super().signer()


@dataclass(frozen=True)
class SmallCase(InquiryLife):
    """An inquiry of an office of three, the deputy of which is recused."""

    def checker(self) -> Actor:
        return lent(self.world, self.office) or super().checker()


def begin_small_offices(world: World, first: date) -> None:
    """Let the two matters begin, and the help that the offices give each other."""
    start = first + timedelta(days=9)
    due = world.before(start + timedelta(days=_SPAN), 0)
    told = SmallStory(world, _work("集镇污水管网建设", "t甲"), PARTY, "overdue", start, due, 0.4, cycle=60)
    world.start(matter_life(told))
    world.start(_leave(told))
    world.start(_inquiry(told))
    beside = SmallStory(
        world, _work("灌区渠道清淤", "b12"), GOV, "letter", start, due - timedelta(days=40), 0.6, cycle=60
    )
    world.start(matter_life(beside))
    world.start(the_notice_goes_on(world))


def _work(title: str, unit: str) -> PlannedWork:
    return PlannedWork(title, unit, "2.3", "会议", "县委常委会会议", "完成工程量", 40, "项")


def _leave(told: SmallStory) -> Life:
    """The deputy is on leave, then the head away: help and authority are given for these days."""
    world = told.world
    yield world.at(told.start + timedelta(days=int(_SPAN * _LETTER)), 8)
    _away(world, PostRole.DEPUTY, "请假", 35)
    _lend(world, 35, "县委办公室副主任休假，核稿暂缺。")
    yield world.at(told.start + timedelta(days=int(_SPAN * _AWAY)), 8)
    _away(world, PostRole.OFFICE_HEAD, "学习培训", 30)
    _lend(world, 30, "县委办公室主任外出学习，副主任受权签发，核稿须另有一人。")
    yield world.later(40)
    head, deputy = world.person(PARTY, PostRole.OFFICE_HEAD), world.person(PARTY, PostRole.DEPUTY)
    given = world.do(
        head, "postlist.authorise", person=str(deputy.person_id), starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=30), reason="主任外出学习",
    )  # fmt: skip
    confirmed(world, given.ref)


def _away(world: World, role: PostRole, kind: str, days: int) -> None:
    """Somebody of 县委办公室 is away for these days, as it is recorded."""
    person = world.person(PARTY, role)
    until = clock.today() + timedelta(days=days)
    world.do(person, "leave.record", person=str(person.person_id), kind=kind, starts_on=clock.today(), ends_on=until)


def _lend(world: World, days: int, reason: str) -> None:
    head, deputy = world.person(GOV, PostRole.OFFICE_HEAD), world.person(GOV, PostRole.DEPUTY)
    lent = world.do(
        head, "postlist.lend", person=str(deputy.person_id), starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=days), reason=reason,
    )  # fmt: skip
    confirmed(world, lent.ref)


def _inquiry(told: SmallStory) -> Life:
    """The listing expires, the case is heard, and transferred with the deputy recused."""
    world = told.world
    yield world.at(told.due - timedelta(days=45), 10)
    while not (found := Inquiry.objects.filter(state="candidate").first()):
        yield world.after(2, 10)
    case = SmallCase(world, found.ref, "transferred")
    yield world.after(2)
    case.by("take_up", case.inspector())
    yield from examined(case)
    yield from heard(case)
    yield world.after(1)
    concluded(case, "no")
    yield from _recused(case)
    yield from sent_over(case)
    yield world.after(1)
    for body in (Function.CDI, Function.ORG_DEPT):
        world.do(world.person(body, PostRole.LIAISON), "inquiry.receive", ref=case.ref)


def _recused(case: SmallCase) -> Iterator[datetime]:
    """The deputy has a relation to the case; the head decides, and the other office lends its own deputy."""
    world = case.world
    yield world.after(1)
    deputy = world.person(PARTY, PostRole.DEPUTY)
    world.do(deputy, "inquiry.declare_relation", ref=case.ref, relation="近亲属", text="亲属在该镇任职。")
    yield world.later(60)
    asked = Declaration.objects.get(inquiry__ref=case.ref, related=True, verdict="")
    world.do(
        world.person(PARTY, PostRole.OFFICE_HEAD), "inquiry.decide_recusal", ref=case.ref, declaration=str(asked.pk),
        verdict="recused", opinion="应当回避，核稿由县政府办公室借人办理。",
        replacement=str(case.inspector().person_id),
    )  # fmt: skip
    yield world.later(30)
    _lend(world, 20, "县委办公室副主任在本件回避，核稿暂缺。")
