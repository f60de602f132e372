"""A small office: its head authorises a deputy to sign out, or lends somebody of it to the other office for a time.

Either holds once the head of the other office has confirmed it (A77).
"""

from __future__ import annotations

from datetime import date

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.people.standing import OFFICES, Function, PostRole, Subject, other_office
from duban.organisations.actions.posts_held.postlists import put_list
from duban.organisations.actions.posts_held.posts import fits, not_self
from duban.organisations.actions.shared import chinese, done, person_given, refuse
from duban.organisations.models import Person, Post, Unit
from duban.organisations.selectors import Holder, directory
from duban.shared.actor import Actor

DEPUTIES = (PostRole.DEPUTY, PostRole.CHECKER)


@clause("3.0")
@performs("postlist.authorise")
@worded("本办公室的副主任")
def authorise(
    *, actor: Actor, person: str, starts_on: date, ends_on: date, reason: str, once: str | None = None
) -> Done:
    """授权: a deputy head of the office signs out for a time, where the head agreed as 县委常委 or is away (A68)."""
    with act(actor, "postlist.authorise", once=once) as a:
        deputy = person_given(a, person, "person")
        office, held = _office_of(a, deputy)
        title = next((post.title for post in held if post.role in DEPUTIES), "")
        a.require(decide("授权签发", [_fits("受权人是本办公室的副主任", bool(title), deputy)]))
        post = Post(person=deputy, unit=office, role=PostRole.SIGNATORY.value, title=f"{title}（受权签发）"[:60])
        _give(a, post, starts_on, ends_on, f"授权签发：{reason}", Function(office.function))
        a.say(reason=reason)
    return done(a)


@clause("3.0")
@performs("postlist.lend")
@worded("本办公室主任以外的人员")
def lend(
    *, actor: Actor, person: str, starts_on: date, ends_on: date, reason: str, once: str | None = None
) -> Done:
    """Lend somebody to the other office, who checks its drafts and is second at its verifications for a time (A69)."""
    with act(actor, "postlist.lend", once=once) as a:
        lent = person_given(a, person, "person")
        office, held = _office_of(a, lent)
        heads = any(post.role is PostRole.OFFICE_HEAD for post in held)
        a.require(decide("借出人员", [_fits("借出的不是办公室主任", not heads, lent)]))
        to = _unit(a, other_office(Function(office.function)))
        title = f"借用核稿人（{held[0].title}）"[:60]
        post = Post(person=lent, unit=to, role=PostRole.CHECKER.value, title=title)
        known_away = _away_at(a, to)
        _give(a, post, starts_on, ends_on, f"借用：{reason}（{known_away}）", Function(office.function))
        a.say(reason=f"{reason}（{known_away}）", office=to.short_name)
    return done(a)


def _unit(work: Work, office: Function) -> Unit:
    return Unit.objects.get(pk=directory(work.jurisdiction_id).office(office).id)


def _away_at(work: Work, office: Unit) -> str:
    """Who of an office is on leave, as it is recorded: whoever confirms the loan reads on what it rests."""
    known = directory(work.jurisdiction_id)
    here = known.people_of(office.pk, work.today)
    names = [known.named(one.person_id, work.today) for one in here if known.leave_of(one.person_id, work.today)]
    return f"{office.short_name}登记在册：{'、'.join(names)}" if names else f"{office.short_name}没有登记请假的"


def _office_of(work: Work, person: Person) -> tuple[Unit, list[Holder]]:
    """The office that the actor heads, and the posts that a person holds in it; refused where there are none."""
    headed = [post.function for post in work.actor.posts if post.role is PostRole.OFFICE_HEAD]
    office = next((function for function in OFFICES if function in headed), OFFICES[0])
    permit_creation(work, Subject(office=office))
    unit = _unit(work, office)
    held = directory(work.jurisdiction_id).holders(work.today, unit_id=unit.pk)
    own = [post for post in held if post.person_id == person.pk]
    return (unit, own) if own else work.refuse_input(person="不在本办公室任职，请选择本办公室的人员。")


def _fits(condition: str, fits: bool, person: Person) -> Reason:
    finding = f"{person.name}{'合乎' if fits else '不合'}这一条。"
    return Reason("3.0", condition, holds(fits), finding, remedies=(Remedy("办公室主任", "", "另选一人"),))


def _give(work: Work, post: Post, starts_on: date, ends_on: date, basis: str, office: Function) -> None:
    refuse({"starts_on": "不能早于今天。" if starts_on < work.today else ""})
    post.starts_on, post.ends_on, post.basis = starts_on, ends_on, basis[:200]
    fits(post, work.today)
    work.require(decide(work.spec.label, [not_self(work, [post])]))
    put_list(work, [(post, "")], office, other_office(office), post.basis)
    work.say(starts=chinese(starts_on), ends=chinese(ends_on))
