"""The one leader to whom a paper is sent: who that is, who may be asked after a 不同意, and 转批 to another leader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from duban.acts.beside import Answer, Wrong
from duban.acts.gate.asked import Asked, found
from duban.acts.gate.entry import same_person
from duban.acts.owing.owed import open_duties
from duban.acts.work import To, Work
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.lifecycles import act_named
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import Pack
from duban.mechanism.people.routing import Leader, LeaderPost, Refused, decided_by, in_place_of, may_go_to
from duban.mechanism.people.standing import PostRole, Role
from duban.organisations.selectors import Holder, PostRow, directory
from duban.organisations.selectors.directory import LEADER_ROLES
from duban.proceedings.models import Refusal, Signature
from duban.shared.actor import Actor
from duban.shared.errors import Unmet


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


def _addressee(asked: Asked) -> Leader | None:
    """The leader to whom the paper was sent, where the actor is another person."""
    leader = addressee_of(asked.jurisdiction_id, asked.kind, asked.object.approver_id, asked.today)
    return leader if leader is not None and leader.person != asked.actor.person_id else None


def addressee_apart(asked: Asked) -> Iterator[Answer]:
    """Whether the leader for whom the word is given neither drafted nor checked the paper."""
    leader = _addressee(asked)
    if leader is not None:
        yield from leader_apart(asked, leader.person)


def leader_apart(asked: Asked, person_id: int) -> Iterator[Answer]:
    """Whether a leader who is to decide on a paper neither drafted nor checked it."""
    person = Actor(person_id, "", asked.jurisdiction_id, (), asked.today)
    yield from same_person(person, f"{asked.kind}.approve", asked.object)


def act_for_addressee(work: Work) -> None:
    """Where the actor is not the leader to whom the paper was sent, the word is given for that leader."""
    leader = _addressee(work)
    if leader is not None:
        work.behalf_id = leader.person


def sent_to_this_leader(asked: Asked, given: str, on: date) -> Iterator[Answer]:
    """Whether a paper approval is entered in the name of the leader to whom the paper was sent."""
    leader = addressee_of(asked.jurisdiction_id, asked.kind, asked.object.approver_id, on)
    if leader is None or str(leader.person) != given:
        whom = leader.called if leader else "的领导已不在任"
        yield Wrong({"leader": f"本件送请{whom}审批；改请其他领导的，先由本人办理“转请审批”。"})


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


def _refusals(asked: Asked, same: Any) -> list[Refusal]:
    return asked.once_read("refusals", lambda: standing(asked.kind, same))


def _leader(asked: Asked, person_id: int | None) -> Leader | None:
    leaders = leaders_for(asked.jurisdiction_id, asked.kind, asked.today)
    return next((leader for leader in leaders if leader.person == person_id), None)


@clause("3.1.2", "3.2.4", "3.3.2", "6.2")
def may_be_sent(
    asked: Asked, to: int | None, same: Any, facts: Callable[[], Collection[str]], pack: Pack
) -> Iterator[Decision]:
    """Whether the proposal may go to a leader (None: where it goes without one), after a 不同意 only as the rule allows.

    `facts` is asked for only where something was refused.
    """
    refused = [as_refused(row) for row in _refusals(asked, same)]
    if refused:
        leaders = leaders_for(asked.jurisdiction_id, asked.kind, asked.today)
        approval = act_named(f"{asked.kind}.approve").clause
        yield may_go_to(_leader(asked, to), refused, facts(), leaders, pack, asked.today, approval)


def send_to(work: Work, to: int | None, same: Any) -> None:
    """Let the proposal go to a leader; whoever refused it is told where another one is asked."""
    asked = _leader(work, to)
    for row in _refusals(work, same):
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
def may_be_referred(
    asked: Asked, same: Any, facts: Callable[[], Collection[str]], pack: Pack
) -> Iterator[Answer]:
    """Whether the addressee may hand the paper to the leader who is chosen."""
    yield from addressee_apart(asked)
    if asked.given is None:
        return
    to = _leader(asked, int(asked.given["leader"]))
    if to is None or to.person == asked.object.approver_id:
        yield Wrong({"leader": "请选另一位有权审批本件的领导。"})
        return
    yield from leader_apart(asked, to.person)
    yield from may_be_sent(asked, to.person, same, facts, pack)


def refer(work: Work, leader: str, same: Any) -> Leader:
    """转批: the addressee hands the paper to another leader who may approve it; the duty goes along."""
    act_for_addressee(work)
    to = found(_leader(work, int(leader)))
    send_to(work, to.person, same)
    _hand(work, to)
    return to


def _hand(work: Work, to: Leader) -> None:
    work.change(work.object, approver_id=to.person)
    rows: list[Any] = open_duties(work, work.kind, work.object, act=f"{work.kind}.approve")
    work.change_all(rows, person_id=to.person)
    work.tell("referred", To(person_id=to.person))
