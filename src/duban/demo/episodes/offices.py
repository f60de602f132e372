"""The county's directory over a year: who comes and goes, who stands in for whom, units renamed, merged and closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from duban.audit.timekeeping import reading
from duban.demo.lives.appointments import confirmed, nominated
from duban.demo.lives.stories import assign, propose, receive, register, reporting_life
from duban.demo.papers import scanned
from duban.demo.plot import GOV, PARTY, finished, story, underway
from duban.demo.world import Life, World
from duban.mechanism.people.appointments import by_two
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.signing_in.slips import use_link
from duban.organisations.models import Delegation, OneTimeLink, Person, Post, Unit
from duban.organisations.selectors import DEMO_PASSWORD
from duban.organisations.selectors.signing_in.slips import code_of
from duban.shared import clock
from duban.shared.actor import Actor

_DAY = timedelta(days=1)


def _post(world: World, unit: str, role: PostRole) -> Post:
    """The post that somebody holds in a unit today."""
    held = world.holders(unit, role)[0]
    return Post.objects.get(pk=held.post_id)


def _newcomer(world: World, name: str, unit: str, role: PostRole, title: str, **given: Any) -> Person:
    """Somebody new is entered by 县委组织部 and takes a post from today on, the way such a post is given."""
    organiser = world.person(Function.ORG_DEPT, PostRole.STAFF)
    rank = Person.objects.count() + 1
    ref = world.do(organiser, "person.create", name=name, rank=rank, personnel_category="公务员").ref
    person = Person.objects.get(ref=ref)
    if by_two(role, world.units[unit].function, acting=given.get("acting", False)):
        nominated(world, person, role, unit, title, **given)
        return person
    world.do(
        organiser, "post.appoint", person=str(person.pk), role=role.value, unit=str(world.units[unit].id), title=title,
        starts_on=clock.today(), **given,
    )  # fmt: skip
    return person


def a_new_principal(world: World) -> Life:
    """A principal leader moves on while a matter is under way; the post is vacant for two weeks, then filled."""
    told = story(world, "重大项目前期工作攻坚", "b0", days=330)
    yield from underway(told)
    yield world.after(15)
    organiser = world.person(Function.ORG_DEPT, PostRole.STAFF)
    post = _post(world, "b0", PostRole.PRINCIPAL)
    world.do(organiser, "post.end", ref=post.ref, ends_on=clock.today() - _DAY, basis=f"X委干〔{clock.today().year}〕1号")
    yield world.after(10)
    _newcomer(world, "顾某某", "b0", PostRole.PRINCIPAL, "县发改局局长", basis=f"X委干〔{clock.today().year}〕2号")
    yield from finished(told)


def an_acting_principal(world: World) -> Life:
    """Where nobody has been named yet, a deputy runs the unit; a wrong entry is corrected."""
    organiser = world.person(Function.ORG_DEPT, PostRole.STAFF)
    post = _post(world, "b27", PostRole.PRINCIPAL)
    world.do(organiser, "post.end", ref=post.ref, ends_on=clock.today() - _DAY)
    yield world.after(2)
    wrong = _newcomer(world, "欧某某", "b27", PostRole.DEPUTY, "县融媒体中心副主任")
    yield world.later(30)
    entered = Post.objects.get(person=wrong)
    world.do(organiser, "post.void", ref=entered.ref, reason="任职文件未印发，误录")
    yield world.after(3)
    _newcomer(world, "阳某某", "b27", PostRole.DEPUTY, "县融媒体中心副主任", acting=True)


def a_liaison_leaves(world: World) -> Life:
    """A unit is without its liaison for months: whoever leads it signs for what arrives."""
    post = _post(world, "s4", PostRole.LIAISON)
    world.do(world.person("s4", PostRole.PRINCIPAL), "post.end", ref=post.ref, ends_on=clock.today() - _DAY)
    yield world.after(4)
    told = story(world, "快递进村服务站建设", "s4", days=310)
    yield from underway(told)
    yield from finished(told)


def the_head_is_away(world: World) -> Life:
    """The head of an office is on a course: his deputy approves in his stead what he has not checked himself."""
    head = world.person(PARTY, PostRole.OFFICE_HEAD)
    deputy = world.person(PARTY, PostRole.CHECKER)
    post = _post(world, "party", PostRole.OFFICE_HEAD)
    world.do(
        head, "delegation.give", post=str(post.pk), to_person=str(deputy.person_id), starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=30), reason="赴市委党校学习",
    )  # fmt: skip
    told = story(world, "机关作风建设问题整改", "p0", days=160)
    register(told)
    yield world.after(1)
    propose(told)
    yield world.after(1)
    world.do(deputy, "matter.approve", ref=told.matter, opinion="同意立项")
    yield world.later(70)
    assign(told)
    yield world.after(1)
    receive(told)
    world.start(reporting_life(told))
    yield world.after(6)
    given = Delegation.objects.get(post=post, state="active")
    world.do(head, "delegation.end", ref=given.ref)
    yield from finished(told)


def people_away_today(world: World) -> Life:
    """At the end a county leader is on leave and so is the head of the government's office: others act for them."""
    yield world.at(world.back(4), 9)
    leader, other = world.leader(PostRole.COUNTY_LEADER, 3), world.leader(PostRole.COUNTY_LEADER, 4)
    post = Post.objects.get(person_id=leader.person_id or 0, role=PostRole.COUNTY_LEADER.value)
    _on_leave(world, leader, post, other)
    yield world.later(50)
    head, deputy = world.person(GOV, PostRole.OFFICE_HEAD), world.person(GOV, PostRole.CHECKER)
    _on_leave(world, head, _post(world, "gov", PostRole.OFFICE_HEAD), deputy)


def _on_leave(world: World, away: Actor, post: Post, other: Actor) -> None:
    until = clock.today() + timedelta(days=20)
    world.do(
        away, "leave.record", person=str(away.person_id), kind="请假", starts_on=clock.today(), ends_on=until
    )
    world.do(
        away, "delegation.give", post=str(post.pk), to_person=str(other.person_id), starts_on=clock.today(),
        ends_on=until, reason="休年假",
    )  # fmt: skip


def a_vacancy_today(world: World) -> Life:
    """At the end a unit with a matter under way has no principal leader: nobody has been named yet."""
    yield world.at(world.back(60), 10)
    yield from underway(story(world, "医保基金监管示范点建设", "b20", office=GOV, days=200))
    yield world.at(world.back(6), 11)
    post = _post(world, "b20", PostRole.PRINCIPAL)
    world.do(
        world.person(Function.ORG_DEPT, PostRole.STAFF),
        "post.end",
        ref=post.ref,
        ends_on=clock.today() - _DAY,
    )


def units_change(world: World) -> Life:
    """A bureau gets another name, a company is merged into another with what it had to do, an office is closed."""
    registrar = world.registrar()
    renamed = Unit.objects.get(pk=world.units["b2"].id)
    world.do(
        registrar, "unit.change", ref=renamed.ref, name="XX县工业和信息化局", short_name="县工信局", level="正科",
        sequence=renamed.sequence, side="gov", basis="机构改革方案",
    )  # fmt: skip
    yield world.after(1)
    told = story(world, "农村客运站点改造", "o3", days=300)
    yield from underway(told)
    yield world.after(20)
    merged = Unit.objects.get(pk=world.units["o3"].id)
    world.do(
        registrar, "unit.merge", ref=merged.ref, into=str(world.units["o0"].id), merged_on=clock.today(),
        basis="县属企业重组方案",
    )  # fmt: skip
    told.moved_to("o0")
    yield world.after(10)
    closed = Unit.objects.get(pk=world.units["s5"].id)
    world.do(
        registrar, "unit.close", ref=closed.ref, closed_on=clock.today() - _DAY, basis="上级撤销派驻机构"
    )
    yield from finished(told)


def a_clerk_comes_and_goes(world: World) -> Life:
    """A clerk on loan gets an account by two, loses the first slip, and leaves again."""
    registrar = world.registrar()
    person = _newcomer(world, "查某某", "party", PostRole.CLERK, "县委办公室借调文书")
    world.do(registrar, "person.change", ref=person.ref, name=person.name, rank=person.rank,
             personnel_category="事业单位人员", note="借调")  # fmt: skip
    world.do(registrar, "person.open_account", ref=person.ref, username="weijiediao")
    lost = _slip_by_two(world, person)
    yield world.later(40)
    world.do(registrar, "slip.revoke", ref=lost, reason="登录单遗失")
    use_link(code_of(OneTimeLink.objects.get(slip__ref=_slip_by_two(world, person)).ref))
    world.do(world.system(), "person.choose_password", ref=person.ref, password=DEMO_PASSWORD)
    yield world.after(25)
    post = Post.objects.get(person=person)
    world.do(
        world.person(Function.ORG_DEPT, PostRole.STAFF),
        "post.end",
        ref=post.ref,
        ends_on=clock.today() - _DAY,
    )
    world.do(registrar, "person.close_account", ref=person.ref)


def _slip_by_two(world: World, person: Person) -> str:
    """A slip that the administrator gives and 县委组织部 confirms."""
    ref = world.do(world.registrar(), "slip.give", people=[str(person.pk)]).ref
    world.do(world.person(Function.ORG_DEPT, PostRole.STAFF), "slip.confirm", ref=ref)
    return ref


def a_deputy_forgets_the_password(world: World) -> Life:
    """Somebody whose post one organ gives has an account that one opens, and opens again."""
    registrar = world.registrar()
    person = Person.objects.get(pk=world.holders("b5", PostRole.DEPUTY)[0].person_id)
    world.do(registrar, "person.open_account", ref=person.ref, username="fenguan5")
    ref = world.do(registrar, "slip.give", people=[str(person.pk)]).ref
    use_link(code_of(OneTimeLink.objects.get(slip__ref=ref).ref))
    world.do(world.system(), "person.choose_password", ref=person.ref, password=DEMO_PASSWORD)
    yield world.after(5)
    world.do(registrar, "person.reset_password", ref=person.ref, password=f"{DEMO_PASSWORD}-2")
    world.do(world.system(), "person.choose_password", ref=person.ref, password=DEMO_PASSWORD)


def two_passwords_are_reset_by_two(world: World) -> Life:
    """A member of 县纪委监委 forgot the password; another did not, and nobody resets it for whoever asked."""
    registrar, org = world.registrar(), world.person(Function.ORG_DEPT, PostRole.STAFF)
    forgot, did_not = world.person(Function.CDI, PostRole.DEPUTY), world.person(Function.CDI, PostRole.STAFF)
    asked = {"password": f"{DEMO_PASSWORD}-2"}
    wanted = world.do(registrar, "reset.propose", person=str(forgot.person_id), reason="本人到办公室当面提出", **asked)
    yield world.later(50)
    world.do(org, "reset.confirm", ref=wanted.ref)
    owner = Person.objects.get(pk=str(forgot.person_id))
    world.do(world.system(), "person.choose_password", ref=owner.ref, password=DEMO_PASSWORD)
    yield world.after(3)
    other = world.do(registrar, "reset.propose", person=str(did_not.person_id), reason="电话里自称是本人", **asked)
    yield world.later(30)
    world.do(org, "reset.refuse", ref=other.ref, reason="向本人核实，没有要求重置")


def _last(world: World) -> datetime:
    """When the last entry was recorded."""
    return reading(world.jurisdiction_id).last or clock.now()


def the_clock_is_put_right(world: World) -> Life:
    """The machine's clock is two days slow, which nobody confirms; later it is right, and the last entry was too early."""
    registrar, org = world.registrar(), world.person(Function.ORG_DEPT, PostRole.STAFF)
    with clock.moved_to(_last(world) - 2 * _DAY):
        slow = world.do(registrar, "clockcheck.propose", reason="服务器换过主板电池，以服务器时间为准。")
        world.do(org, "clockcheck.refuse", ref=slow.ref, reason="服务器慢了两天，请先校准")
    yield world.after(3)
    with clock.moved_to(_last(world) - timedelta(minutes=10)):
        right = world.do(registrar, "clockcheck.propose", reason="上一条记录写入时服务器快了十分钟，已与国家授时中心校准。")
        world.do(org, "clockcheck.confirm", ref=right.ref)


def an_office_helps_the_other(world: World) -> Life:
    """The head of 县政府办公室 lets the deputy sign out for a week, and lends somebody to 县委办公室."""
    head, deputy = world.person(GOV, PostRole.OFFICE_HEAD), world.person(GOV, PostRole.DEPUTY)
    week = {"starts_on": clock.today(), "ends_on": clock.today() + 7 * _DAY}
    checker = world.person(PARTY, PostRole.CHECKER)
    stand_in = str(world.person(PARTY, PostRole.INSPECTOR).person_id)
    away = world.do(checker, "leave.record", person=str(checker.person_id), kind="请假", stand_in=stand_in, **week)
    given = world.do(head, "postlist.authorise", person=str(deputy.person_id), reason="主任外出学习", **week)
    yield world.later(20)
    confirmed(world, given.ref)
    yield world.later(30)
    liaison = world.person(GOV, PostRole.LIAISON)
    lent = world.do(head, "postlist.lend", person=str(liaison.person_id), reason="县委办公室核稿人休假", **week)
    yield world.later(20)
    confirmed(world, lent.ref)
    yield world.after(3)
    world.do(world.person(PARTY, PostRole.OFFICE_HEAD), "leave.end", ref=away.ref)


def a_list_that_is_not_as_its_paper(world: World) -> Life:
    """A list is sent back, another withdrawn; of a ledger of new people the list follows once its paper is there."""
    registrar, organiser = world.registrar(), world.person(Function.ORG_DEPT, PostRole.STAFF)
    yield world.at(world.back(150), 9)
    rows = [{"name": name, "unit": str(world.units["t甲"].id), "role": "principal", "title": "甲镇人大主席", "side": "",
             "starts_on": clock.today(), "username": ""} for name in ("舒某某", "闵某某")]  # fmt: skip
    basis = f"关于舒某某等任职的通知（X委干〔{clock.today().year}〕8号）"
    paper = scanned("任职文件", "舒某某任甲镇人大主席。")
    sent = world.do(registrar, "postlist.propose", rows=rows, basis=basis, file=paper)
    yield world.after(1)
    world.do(organiser, "postlist.reject", ref=sent.ref, reason="文件只任命一人，名单上有两人")
    again = world.do(registrar, "postlist.propose", rows=rows[:1], basis=basis, file=paper)
    yield world.later(30)
    world.do(registrar, "postlist.withdraw", ref=again.ref, reason="文件收回重印")


EPISODES = (
    (8, a_new_principal),
    (25, an_acting_principal),
    (30, a_liaison_leaves),
    (40, the_head_is_away),
    (55, units_change),
    (65, a_clerk_comes_and_goes),
    (66, a_deputy_forgets_the_password),
    (68, an_office_helps_the_other),
    (69, a_list_that_is_not_as_its_paper),
    (70, two_passwords_are_reset_by_two),
    (75, the_clock_is_put_right),
    (70, people_away_today),
    (72, a_vacancy_today),
)
