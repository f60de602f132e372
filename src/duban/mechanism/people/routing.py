"""To whom a proposal may go for a leader's word (三, 六): one addressee, and after a 不同意 the same one or one above."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.parameters import NoValueInForce, Pack, default_pack
from duban.mechanism.people.standing import PostRole

RANKS = "leader_ranks"
_ONE_HOLDER = (PostRole.SECRETARY, PostRole.COUNTY_HEAD)


@dataclass(frozen=True)
class LeaderPost:
    """A leading post: which one, its title, and the day on which it was taken up."""

    role: PostRole
    title: str
    since: date

    def same_as(self, other: LeaderPost) -> bool:
        """Whether both are one post under two holders."""
        return self.role is other.role and (self.role in _ONE_HOLDER or self.title == other.title)


@dataclass(frozen=True)
class Leader:
    """A county leader with the leading posts held on the day asked for."""

    person: int
    name: str
    posts: tuple[LeaderPost, ...]

    @property
    def called(self) -> str:
        """Post and name, as refusals name people."""
        return f"{self.post}{self.name}"

    @property
    def post(self) -> str:
        """The post alone: what is told by message names nobody."""
        return self.posts[0].title if self.posts else ""


@dataclass(frozen=True)
class Refused:
    """A 不同意 that stands: by whom, in which post, when, why, and which facts were known then."""

    leader: Leader
    on: date
    reason: str
    facts: frozenset[str]

    @property
    def told(self) -> str:
        """The refusal in a sentence."""
        return f"{self.leader.called}{self.on.year}年{self.on.month}月{self.on.day}日不同意：{self.reason}"


def ranks_of(pack: Pack, on: date) -> tuple[str, ...]:
    """The order of leading posts, the highest first; where a pack is older than the question, the delivered one."""
    try:
        return tuple(pack.get(RANKS, on))
    except NoValueInForce:
        return tuple(default_pack().get(RANKS, on))


def rank(posts: Iterable[LeaderPost], ranks: tuple[str, ...]) -> int:
    """The place of somebody in the order of leading posts, 0 the highest; whoever is not named stands last."""
    named = {word for post in posts for word in (post.role.label, *post.title.split("、"))}
    return next((place for place, word in enumerate(ranks) if word in named), len(ranks))


@clause("3.1.2", "3.2.4", "3.3.2", "6.2")
def may_go_to(
    to: Leader | None,
    refused: Iterable[Refused],
    facts: Collection[str],
    leaders: Collection[Leader],
    pack: Pack,
    on: date,
    clause_id: str,
) -> Decision:
    """Whether a proposal on these facts may go to a leader; `to` is None where it would go without a leader's word.

    `leaders` are those of the day. Each refusal that stands is asked for itself: the same leader or the successor
    in the post may take it up again, one ranked above only with facts that were not known then, nobody else (A61).
    """
    ranks = ranks_of(pack, on)
    return decide("送审", [_after(one, to, facts, leaders, ranks, clause_id) for one in refused])


def _after(
    one: Refused, to: Leader | None, facts: Collection[str], leaders: Collection[Leader], ranks: tuple[str, ...], clause_id: str
) -> Reason:  # fmt: skip
    again = _again(one, leaders)
    above = [leader for leader in leaders if rank(leader.posts, ranks) < rank(one.leader.posts, ranks)]
    new = bool(set(facts) - one.facts)
    open_above = above if new or not again else []
    allowed = to is not None and to.person in {leader.person for leader in (*again, *open_above)}
    return Reason(
        clause_id,
        "不同意以后，送本人或者继任的人；有新的事实的，可以送职务在其上的领导",
        holds(allowed),
        f"{one.told.rstrip('。')}。{'有' if new else '没有'}当时不知道的事实。",
        params=(RANKS,),
        remedies=tuple(Remedy(leader.called) for leader in (*again, *open_above)),
        field="approver" if to else "route",
    )


def _again(one: Refused, leaders: Collection[Leader]) -> list[Leader]:
    """Who takes the place of the one that refused: that person while in the post, else whoever took the post since."""
    post = one.leader.posts[0]
    still = [
        leader
        for leader in leaders
        if leader.person == one.leader.person and any(post.same_as(held) for held in leader.posts)
    ]
    return still or [
        leader
        for leader in leaders
        if any(post.same_as(held) and held.since >= one.on for held in leader.posts)
    ]


@clause("3.1.2", "3.2.4", "3.3.2", "6.2")
def decided_by(addressee: Leader | None, persons: Collection[int], clause_id: str) -> Decision:
    """Whether the leader to whom a paper was sent is the one who decides, in person or by delegation.

    `addressee` is the leader to whom it was sent or handed, or the successor in that post.
    """
    own = addressee is not None and addressee.person in persons
    whom = addressee.called if addressee else "没有在任的人"
    remedies = (Remedy(addressee.called, label="转请其他领导审批"),) if addressee else ()
    return decide(
        "审批",
        [Reason(clause_id, "由送请审批的领导本人或者其转请的人审批", holds(own), f"本件送{whom}审批。", remedies=remedies)],
    )  # fmt: skip


@clause("3.1.2", "6.2")
def in_place_of(sent_to: Leader, leaders: Collection[Leader]) -> Leader | None:
    """Who decides what was sent to somebody: that leader while in a leading post, else whoever took the post since (A62).

    `sent_to` comes with every leading post ever held, `leaders` are those of the day. None while the post is vacant.
    """
    still = next((leader for leader in leaders if leader.person == sent_to.person), None)
    if still is not None:
        return still
    taken = (
        leader
        for leader in leaders
        for held in leader.posts
        if any(post.same_as(held) and held.since > post.since for post in sent_to.posts)
    )
    return next(taken, None)
