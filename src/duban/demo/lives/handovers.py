"""Somebody leaves, or is given other work: what bore his name goes on with a colleague, on a list that both signed."""

from __future__ import annotations

from datetime import timedelta

from duban.accountability.models import Inquiry
from duban.demo.lives.stories import Story
from duban.demo.plot import PARTY, finished, story, underway
from duban.demo.world import Life, World
from duban.matters.models import Matter
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.models import Post
from duban.shared import clock
from duban.shared.actor import Actor


def an_inspector_gets_other_work(world: World) -> Life:
    """All matters of an inspector go to a colleague, but for one kept to few readers, which the head gives to another."""
    told = story(world, "信访积案实体化解", "b22", days=260)
    yield from underway(told)
    yield world.after(3)
    head, giver = world.person(PARTY, PostRole.OFFICE_HEAD), told.inspector()
    receiver, third = _others(world, giver)
    _narrowed(told, head, giver)
    yield world.later(40)
    drawn = world.do(
        head, "handover.draw", person=str(giver.person_id), receiver=str(receiver.person_id), cause="分工调整",
        leaves_on=clock.today() + timedelta(days=5),
    )  # fmt: skip
    yield world.after(1)
    world.do(giver, "handover.give", ref=drawn.ref)
    world.do(receiver, "handover.take", ref=drawn.ref)
    world.do(head, "handover.settle", ref=drawn.ref)
    yield world.after(1)
    _narrowed(told, head, giver, third)
    yield world.later(20)
    _arranged(world, head, giver, third)
    yield world.later(20)
    world.do(head, "handover.close", ref=drawn.ref)
    world.do(head, "matter.widen", ref=told.matter, reason="包案的案件已经化解，恢复共享。")
    yield from finished(told)


def _others(world: World, giver: Actor) -> list[Actor]:
    """The two other inspectors of the office."""
    held = world.holders(PARTY, PostRole.INSPECTOR)
    return [world.acting(one) for one in held if one.person_id != giver.person_id][:2]


def _narrowed(told: Story, head: Actor, *inspectors: Actor) -> None:
    """The head keeps the matter to those who handle it."""
    world, unit = told.world, told.work.unit
    readers = [*inspectors, world.reporter(unit), world.person(unit, PostRole.PRINCIPAL), world.person(unit, PostRole.HANDLER)]
    named = sorted({str(one.person_id) for one in readers})
    world.do(head, "matter.narrow", ref=told.matter, readers=named, reason="涉及信访人个人情况，只限经办人员。")


def _arranged(world: World, head: Actor, giver: Actor, third: Actor) -> None:
    """The head gives what was left to somebody who may have it."""
    for kind, model in (("matter", Matter), ("inquiry", Inquiry)):
        states = act_named(f"{kind}.hand_over").sources
        for row in model.objects.filter(inspector_id=giver.person_id, state__in=states, office=PARTY.value):
            reason = "分工调整，接收人不能经办。"
            world.do(head, f"{kind}.hand_over", ref=row.ref, inspector=str(third.person_id), reason=reason)


def a_handler_retires(world: World) -> Life:
    """Whoever handles the matters of a bureau retires; the first day given was wrong; then the post ends."""
    told = story(world, "政务服务“一网通办”", "b24", days=260)
    yield from underway(told)
    yield world.after(4)
    principal, handler = world.person("b24", PostRole.PRINCIPAL), world.person("b24", PostRole.HANDLER)
    receiver = world.person("b24", PostRole.DEPUTY)
    last = clock.today() + timedelta(days=2)
    given = {"person": str(handler.person_id), "cause": "退休", "receiver": str(receiver.person_id)}
    drawn = world.do(handler, "handover.draw", leaves_on=last + timedelta(days=30), **given)
    world.do(principal, "handover.withdraw", ref=drawn.ref, reason="离岗日期有误")
    yield world.later(30)
    again = world.do(principal, "handover.draw", leaves_on=last, **given)
    world.do(handler, "handover.give", ref=again.ref)
    world.do(receiver, "handover.take", ref=again.ref)
    world.do(principal, "handover.settle", ref=again.ref)
    yield world.after(3)
    post = Post.objects.filter(person_id=handler.person_id or 0, role=PostRole.HANDLER.value, state="active").latest("pk")
    organiser = world.person(Function.ORG_DEPT, PostRole.STAFF)
    world.do(organiser, "post.end", ref=post.ref, ends_on=clock.today() - timedelta(days=1), basis="到龄退休")
    yield from finished(told)


EPISODES = ((14, an_inspector_gets_other_work), (60, a_handler_retires))
