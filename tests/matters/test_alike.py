"""查重: a matter that is registered already is found however it is worded, and works that only look alike are told apart."""

from __future__ import annotations

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.planted import plant
from bench.twice import told
from bench.works import originals, rewritten
from duban.acts import token_table
from duban.acts.sight.visibility import visible_rows
from duban.matters.alike import similar_matters
from duban.matters.models import Matter
from duban.mechanism.key_work.alike import SHOWN, judged
from duban.mechanism.key_work.wordings import read
from tests.personas import County
from tests.story import do, registered, source

PIPES = "城区老旧管网改造"


@pytest.mark.clause("3.0")
def test_what_is_written_again_is_found_and_originals_are_left_alone(county: County) -> None:
    """`python -m bench.twice` asks the same of 2,000; decision 0075 has the figures."""
    said = told(county.inspector, 200, 20, seed=20260301)
    assert (said.again, said.once) == (20, 200)
    assert said.found >= 19, said.missed
    assert len(said.alarms) <= 10, said.alarms


@pytest.mark.clause("3.0")
def test_the_index_finds_what_comparing_each_finds(county: County) -> None:
    chance = Random(20260302)
    made = originals(150, chance)
    plant(county.jurisdiction_id, [title for _, title in made])
    every = [(read(row.title), row.case_id) for row in visible_rows(county.inspector, "matter")]
    code = dict(Matter.objects.values_list("case_id", "case__code"))
    for work, title in made[:40]:
        for asked in (title, rewritten(work, chance)):
            expected = [code[case] for _, case in judged(read(asked), every)[:SHOWN]]
            assert [one.code for one in similar_matters(county.inspector, asked)] == expected


def test_where_all_titles_are_alike_the_newest_are_shown_and_the_county_is_not_read_through(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token_table, "_NEWEST", 5)
    codes = plant(county.jurisdiction_id, [PIPES] * 40)
    assert [one.code for one in similar_matters(county.inspector, f"{PIPES}工程")] == codes[:-4:-1]


@pytest.mark.parametrize("title", ["", "（）", "工作", "甲", "—" * 200, "路" * 120])
def test_a_title_of_nothing_or_of_one_sign_is_answered(county: County, title: str) -> None:
    plant(county.jurisdiction_id, [PIPES, "路" * 120])
    assert len(similar_matters(county.inspector, title)) == (len(title) == 120)


def test_what_is_over_and_what_one_does_not_see_is_not_told(county: County) -> None:
    plant(county.jurisdiction_id, [PIPES], state="closed")
    assert similar_matters(county.inspector, PIPES) == []
    plant(county.jurisdiction_id, [PIPES])
    assert [one.title for one in similar_matters(county.gov_inspector, PIPES)] == [PIPES]
    assert similar_matters(county.town_a.liaison, PIPES) == []


def test_nothing_is_locked_while_like_matters_are_looked_for(county: County) -> None:
    registered(county)
    with CaptureQueriesContext(connection) as caught:
        do(county.inspector, "matter.register", **source(county))
    asked = [query["sql"] for query in caught]
    begun = next(n for n, sql in enumerate(asked) if sql.startswith(("SAVEPOINT", "BEGIN")))
    found = [n < begun for n, sql in enumerate(asked) if "FROM acts_token" in sql and ("COUNT" in sql or "weight" in sql)]
    assert found == [True, True]
