"""A former name of an act or of a kind of message leads to a present one, and is never given again."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from duban.mechanism.former import ACT_NAMES, MESSAGE_NAMES, Names
from duban.mechanism.lifecycles import ACTS, act_named
from duban.mechanism.words.messages import MESSAGES

TABLES = [pytest.param(ACT_NAMES, ACTS, id="acts"), pytest.param(MESSAGE_NAMES, MESSAGES, id="messages")]


@pytest.mark.parametrize(("names", "present"), TABLES)
def test_every_former_name_leads_to_a_present_one(names: Names, present: Collection[str]) -> None:
    assert {before: after for before, after in names.former.items() if after not in present} == {}


@pytest.mark.parametrize(("names", "present"), TABLES)
def test_no_name_is_given_again(names: Names, present: Collection[str]) -> None:
    assert names.former.keys() & present == set()


@pytest.mark.parametrize("before", ACT_NAMES.former)
def test_an_act_is_found_by_each_of_its_names(before: str) -> None:
    act = act_named(before)
    assert act.key == ACT_NAMES.former[before]
    assert {before, act.key} <= {*ACT_NAMES.ever(before)} == {*ACT_NAMES.ever(act.key)}
