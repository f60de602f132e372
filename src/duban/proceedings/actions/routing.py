"""The one leader to whom a paper is sent: who that is, who may be asked after a 不同意, and 转批 to another leader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from duban.acts.gate.entry import refuse_same_person
from duban.acts.owing.owed import open_duties
from duban.acts.work import To, Work
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import Pack
from duban.mechanism.people.routing import Leader, LeaderPost, Refused, decided_by, in_place_of, may_go_to
from duban.mechanism.people.standing import PostRole, Role
from duban.organisations.selectors import Holder, PostRow, directory
from duban.organisations.selectors.directory import LEADER_ROLES
from duban.proceedings.models import Refusal, Signature
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, Unmet


def leaders_for(jurisdiction_id: int, kind: str, on: date) -> tuple[Leader, ...]:
    """The county leaders of a day who may approve a paper of this kind, each with the posts that allow it."""
    known = directory(jurisdiction_id)
    main = act_named(f"{kind}.approve").roles == (Role.MAIN_LEADER,)
    held: dict[int, list[Holder]] = defaultdict(list)
    for holder in known.main_leaders(on) if main else known.leaders(on):
        held[holder.person_id].append(holder)
    since = {post.id: post.starts_on for post in known.posts}
    return tuple(
        Leader(person, rows[0].name, tuple(LeaderPost(row.role, row.title, since[row.post_id]) for row in rows))
        for person, rows in held.items()
    )  # fmt: skip


def _ever(jurisdiction_id: int, person_id: int) -> Leader:
    """Somebody with every leading post ever held."""
    known = directory(jurisdiction_id)
    posts = [post for post in known.posts_of(person_id) if post.role in LEADER_ROLES]
    return Leader(person_id, known.person(person_id).name, tuple(_post(row) for row in posts))


def _post(row: PostRow) -> LeaderPost:
    return LeaderPost(row.role, row.title, row.starts_on)


def addressee_of(jurisdiction_id: int, kind: str, sent_to: int | None, on: date) -> Leader | None:
    """The leader who decides on a day what was sent to somebody (A62)."""
    if sent_to is None:
        return None
    return in_place_of(_ever(jurisdiction_id, sent_to), leaders_for(jurisdiction_id, kind, on))


@clause("3.1.2", "6.2")
def refuse_unaddressed(actor: Actor, spec: Act, obj: Any) -> None:
    """Unmet where somebody would give a leader's word on a paper that was sent to another leader."""
    if "leaders_word" not in spec.does or actor.is_system:
        return
    leader = addressee_of(actor.jurisdiction_id, spec.kind, obj.approver_id, actor.on)
    lent = () if spec.in_person else (post.behalf_id for post in actor.posts if post.behalf_id)
    decision = decided_by(leader, {actor.person_id or 0, *lent}, spec.clause)
    if not decision.allowed:
        raise Unmet(decision)


def act_for_addressee(work: Work) -> None:
    """Where the actor is not the leader to whom the paper was sent, the word is given for that leader."""
    leader = addressee_of(work.jurisdiction_id, work.kind, work.object.approver_id, work.today)
    if leader is not None and leader.person != work.actor.person_id:
        _refuse_involved(work, leader)
        work.behalf_id = leader.person


def _refuse_involved(work: Work, leader: Leader) -> None:
    """Unmet where a leader drafted or checked the paper on which that leader is to decide."""
    person = Actor(leader.person, "", work.jurisdiction_id, (), work.today)
    refuse_same_person(person, f"{work.kind}.approve", work.object)


def refuse_other_leader(work: Work, given: str, on: date) -> None:
    """Invalid where a paper approval is entered in the name of another leader than the one to whom it was sent."""
    leader = addressee_of(work.jurisdiction_id, work.kind, work.object.approver_id, on)
    if leader is None or str(leader.person) != given:
        whom = leader.called if leader else "的领导已不在任"
        raise Invalid({"leader": f"本件送请{whom}审批；改请其他领导的，先由本人办理“转请审批”。"})


def standing(kind: str, same: Any) -> list[Refusal]:
    """The refusals of a proposal that nobody has agreed to since; `same` are the keys of what is this proposal."""
    agreed = Signature.objects.filter(
        object_kind=kind, object_id__in=same, step=f"{kind}.approve", verdict="agree", signed_at__gte=OuterRef("refused_at")
    )  # fmt: skip
    rows = Refusal.objects.filter(~Exists(agreed), object_kind=kind, object_id__in=same)
    return list(rows.order_by("refused_at", "pk"))


def as_refused(row: Refusal) -> Refused:
    """A refusal as the mechanism judges it."""
    post = LeaderPost(PostRole(row.role), row.post, row.refused_on)
    return Refused(
        Leader(row.leader_id, row.leader_name, (post,)), row.refused_on, row.reason, frozenset(row.facts)
    )


@clause("3.1.2", "3.2.4", "3.3.2", "6.2")
def send_to(work: Work, to: int | None, same: Any, facts: Callable[[], Collection[str]], pack: Pack) -> None:
    """Let the proposal go to a leader (None: where it goes without one), after a 不同意 only as the rule allows.

    `facts` is asked for only where something was refused. The leader who refused is told where another one is asked.
    """
    refusals = standing(work.kind, same)
    if not refusals:
        return
    leaders = leaders_for(work.jurisdiction_id, work.kind, work.today)
    asked = next((leader for leader in leaders if leader.person == to), None)
    refused = [as_refused(row) for row in refusals]
    approval = act_named(f"{work.kind}.approve").clause
    work.require(may_go_to(asked, refused, facts(), leaders, pack, work.today, approval))
    for row in refusals:
        if asked is not None and row.leader_id != asked.person:
            work.tell(
                "sent_elsewhere", To(person_id=row.leader_id), day=f"{row.refused_on:%m-%d}", post=asked.post
            )


def keep_refusal(work: Work, leader_id: int, on: date, reason: str, facts: Iterable[str]) -> None:
    """Keep a 不同意 with the facts that were known, so that the proposal finds its way back."""
    known = directory(work.jurisdiction_id)
    roles = (*LEADER_ROLES,)
    posts = [post for post in known.posts_of(leader_id) if post.held_on(on) and post.role in roles]
    post = min(posts, key=lambda row: roles.index(row.role))
    work.create(
        Refusal(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            leader_id=leader_id,
            leader_name=known.person(leader_id).name,
            role=post.role.value,
            post=post.title,
            refused_on=on,
            refused_at=work.at,
            reason=reason,
            facts=sorted(set(facts)),
        )
    )


@clause("3.1.2", "6.2")
def refer(work: Work, leader: str, same: Any, facts: Callable[[], Collection[str]], pack: Pack) -> Leader:
    """转批: the addressee hands the paper to another leader who may approve it; the duty goes along."""
    act_for_addressee(work)
    leaders = leaders_for(work.jurisdiction_id, work.kind, work.today)
    to = next((one for one in leaders if str(one.person) == leader), None)
    if to is None or to.person == work.object.approver_id:
        raise Invalid({"leader": "请选另一位有权审批本件的领导。"})
    _refuse_involved(work, to)
    send_to(work, to.person, same, facts, pack)
    _hand(work, to)
    return to


def _hand(work: Work, to: Leader) -> None:
    work.change(work.object, approver_id=to.person)
    rows: list[Any] = open_duties(work, work.kind, work.object, act=f"{work.kind}.approve")
    work.change_all(rows, person_id=to.person)
    work.tell("referred", To(person_id=to.person))
