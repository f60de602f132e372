"""A change only lessens: no kind, scale or length is added, unless a heavier one falls away by it."""

from __future__ import annotations

from datetime import date
from itertools import combinations, permutations

import pytest

from duban.mechanism.rulings import sanctions
from duban.mechanism.rulings.lessening import Imposed, worsened
from duban.mechanism.rulings.sanctions import SanctionKind, Target, kind, kinds_for, too_many

DAY = date(2026, 4, 10)


def imposed(*keys: str, **until: date) -> list[Imposed]:
    """Kinds from one day of effect, with their usual ends or others."""
    return [Imposed(kind(key), until.get(key, sanctions.effect_until(kind(key), DAY))) for key in keys]


def lessens(before: list[str], after: list[str]) -> bool:
    """Whether nothing is worse."""
    return not worsened(imposed(*before), imposed(*after))


@pytest.mark.clause("6.4")
@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (["P_SERIOUS"], ["P_SERIOUS", "G_WARN"], False),
        (["P_SERIOUS"], ["P_WARN", "G_WARN"], False),
        (["P_SERIOUS"], ["P_WARN"], True),
        (["P_SERIOUS"], ["G_WARN"], True),
        (["P_SERIOUS", "G_DEMERIT"], ["P_WARN", "G_WARN"], True),
        (["P_SERIOUS", "G_DEMERIT"], ["P_SERIOUS"], True),
        (["P_SERIOUS", "CIRCULAR"], ["P_WARN", "ADMONITION"], False),
        (["P_SERIOUS"], ["G_MAJOR"], False),
        (["G_MAJOR"], ["P_SERIOUS"], False),
        (["CIRCULAR"], ["ADMONITION"], False),
        (["U_REORGANISE"], ["U_CIRCULAR"], True),
        (["U_CIRCULAR"], ["U_CIRCULAR", "U_SELF_CRITICISM"], False),
        ([], ["CIRCULAR"], False),
    ],
)
def test_each_added_kind_needs_a_heavier_one_of_its_own_that_falls_away(
    before: list[str], after: list[str], allowed: bool
) -> None:
    assert lessens(before, after) is allowed


@pytest.mark.clause("6.4", "6.5")
@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (imposed("P_WARN"), imposed("P_WARN", P_WARN=date(2027, 10, 10)), False),
        (imposed("P_WARN"), imposed("P_WARN", P_WARN=date(2026, 10, 10)), True),
        (imposed("P_SERIOUS"), imposed("P_WARN", P_WARN=date(2028, 4, 10)), False),
        (imposed("U_CIRCULAR"), imposed("U_CIRCULAR", U_CIRCULAR=date(2027, 4, 10)), False),
        (imposed("P_EXPEL"), imposed("P_PROBATION"), False),
        (imposed("P_EXPEL"), imposed("P_PROBATION", P_PROBATION=date(2028, 4, 10)), True),
        (imposed("G_DISMISS"), imposed("G_REMOVE"), True),
    ],
)
def test_no_period_of_effect_becomes_longer(
    before: list[Imposed], after: list[Imposed], allowed: bool
) -> None:
    assert (not worsened(before, after)) is allowed


def sets() -> list[tuple[SanctionKind, ...]]:
    """Every set of up to three kinds that one decision on a civil servant may hold, without ends of effect."""
    every = kinds_for(Target.PERSON, "公务员")
    found = [one for size in (1, 2, 3) for one in combinations(every, size) if not too_many(one)]
    return found[:: max(1, len(found) // 110)]


def covered(before: tuple[SanctionKind, ...], after: tuple[SanctionKind, ...]) -> bool:
    """The same said by trying every way of pairing: a lighter kind for one that falls away, none used twice."""
    added = [one for one in after if one not in before]
    gone = [one for one in before if one not in after]
    pairings = permutations(gone, len(added))
    return any(all(old.weight > new.weight for old, new in zip(way, added, strict=True)) for way in pairings)


@pytest.mark.clause("6.4")
def test_over_all_pairs_of_sets_of_kinds_nothing_is_added_for_nothing() -> None:
    pairs = [(before, after) for before in sets() for after in sets()]
    assert len(pairs) > 10_000
    for before, after in pairs:
        allowed = not worsened([Imposed(one) for one in before], [Imposed(one) for one in after])
        assert allowed is covered(before, after), (before, after)
        if allowed:
            assert len(after) <= len(before)
            assert max(one.weight for one in after) <= max(one.weight for one in before)
            back = not worsened([Imposed(one) for one in after], [Imposed(one) for one in before])
            assert not back or before == after
