"""To whom a proposal may go: one addressee, and after a 不同意 the same leader, the successor, or one above with new facts."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from duban.mechanism.parameters import default_pack
from duban.mechanism.people.routing import (
    Leader,
    LeaderPost,
    Refused,
    decided_by,
    in_place_of,
    may_go_to,
    rank,
    ranks_of,
)
from duban.mechanism.people.standing import PostRole

ON, OLD, LATER = date(2026, 3, 2), date(2024, 1, 1), date(2026, 4, 1)
P = PostRole


def leader(person: int, role: PostRole, title: str, since: date = OLD) -> Leader:
    """A leader with one post."""
    return Leader(person, f"第{person}人", (LeaderPost(role, title, since),))


SECRETARY, MAGISTRATE = leader(1, P.SECRETARY, "县委书记"), leader(2, P.COUNTY_HEAD, "县委副书记、县长")
DEPUTY = leader(3, P.COUNTY_LEADER, "县委副书记")
STANDING, STANDING2 = (leader(n, P.COUNTY_LEADER, title) for n, title in ((4, "县委常委、常务副县长"), (5, "县委常委")))
VICE, VICE2, ODD = (leader(n, P.COUNTY_LEADER, title) for n, title in ((6, "副县长"), (7, "副县长"), (8, "县政府党组成员")))
ALL = (SECRETARY, MAGISTRATE, DEPUTY, STANDING, STANDING2, VICE, VICE2, ODD)
RANKS = ranks_of(default_pack(), ON)


def refused_by(one: Leader, *facts: str) -> Refused:
    """A 不同意 of a leader who knew some facts."""
    return Refused(one, ON, "证据不足", frozenset(facts))


def allowed(to: Leader | None, refused: Refused, *facts: str, among: tuple[Leader, ...] = ALL) -> bool:
    """Whether the proposal may go there on these facts."""
    return may_go_to(to, [refused], facts, among, default_pack(), LATER, "6.2").allowed


def test_leaders_stand_in_the_order_of_the_pack() -> None:
    assert [rank(one.posts, RANKS) for one in ALL] == [0, 1, 2, 3, 3, 4, 4, 5]


@pytest.mark.parametrize("refuser", ALL, ids=lambda one: one.called)
def test_after_a_refusal_only_the_same_leader_or_one_above_with_new_facts(refuser: Leader) -> None:
    for to, new in product(ALL, (False, True)):
        facts = ("旧事实", "新事实") if new else ("旧事实",)
        above = rank(to.posts, RANKS) < rank(refuser.posts, RANKS)
        assert allowed(to, refused_by(refuser, "旧事实"), *facts) is (to is refuser or (new and above)), (to, new)
    assert not allowed(None, refused_by(refuser, "旧事实"), "新事实")


def test_what_the_secretary_refused_goes_only_to_the_secretary() -> None:
    assert [one for one in ALL if allowed(one, refused_by(SECRETARY), "新事实")] == [SECRETARY]


def test_the_successor_takes_the_place_of_the_leader_who_refused() -> None:
    newcomer = leader(9, P.SECRETARY, "县委书记", LATER)
    among = (newcomer, *ALL[1:])
    assert [one for one in among if allowed(one, refused_by(SECRETARY), among=among)] == [newcomer]
    gone = tuple(one for one in ALL if one is not VICE)
    above = [SECRETARY, MAGISTRATE, DEPUTY, STANDING, STANDING2]
    assert [one for one in gone if allowed(one, refused_by(VICE), among=gone)] == above
    risen = leader(6, P.COUNTY_LEADER, "县委常委", LATER)
    taken = leader(9, P.COUNTY_LEADER, "副县长", LATER)
    among = (*gone, risen, taken)
    assert [one.person for one in among if allowed(one, refused_by(VICE), among=among)] == [9]


def test_every_refusal_that_stands_is_asked_for_itself() -> None:
    both = [refused_by(VICE, "一"), refused_by(MAGISTRATE, "一", "二")]
    ways = {
        one.person
        for one in ALL
        if may_go_to(one, both, ("一", "二", "三"), ALL, default_pack(), LATER, "3.1.2").allowed
    }
    assert ways == {SECRETARY.person, MAGISTRATE.person}


def test_a_refusal_of_the_way_tells_who_said_no_and_who_may_be_asked() -> None:
    decision = may_go_to(VICE2, [refused_by(VICE, "一")], ("一",), ALL, default_pack(), LATER, "3.1.2")
    (reason,) = decision.missing
    assert "副县长第6人2026年3月2日不同意：证据不足" in reason.finding
    assert [remedy.who for remedy in reason.remedies] == ["副县长第6人"]


def test_what_was_sent_to_one_leader_is_decided_by_nobody_else() -> None:
    for sent, persons in product(ALL, ALL):
        assert decided_by(sent, {persons.person}, "6.2").allowed is (sent is persons)
    assert not decided_by(None, {1}, "6.2").allowed


def test_what_was_sent_to_a_leader_who_left_is_decided_by_the_successor() -> None:
    newcomer = leader(9, P.COUNTY_HEAD, "县长", LATER)
    assert in_place_of(MAGISTRATE, ALL) is MAGISTRATE
    assert in_place_of(MAGISTRATE, (SECRETARY, newcomer)) is newcomer
    assert in_place_of(MAGISTRATE, (SECRETARY, VICE)) is None
    assert in_place_of(VICE, (SECRETARY, VICE2)) is None
