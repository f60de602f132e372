"""The clause table: complete, in order, and claimed by rules."""

from __future__ import annotations

import pytest

from duban.mechanism import clauses
from duban.mechanism.clauses import CLAUSES, KIND_LABELS, UnknownClause, cite, clause, rule_claims
from duban.mechanism.notice.saying import sayings
from duban.mechanism.notice.values.names import NamedValues

ARTICLES = ("前言", "一", "二", "三", "四", "五", "六", "七", "八", "九")


def test_the_table_has_all_sixty_eight_clauses_in_the_order_of_the_articles() -> None:
    order = [ARTICLES.index(each.article) for each in CLAUSES.values()]
    assert len(CLAUSES) == 68
    assert order == sorted(order)
    assert list(CLAUSES)[:3] == ["0.1", "0.2", "1.1"]
    assert list(CLAUSES)[-2:] == ["8", "9"]


@pytest.mark.parametrize(
    ("clause_id", "quoted"), [("3.1.2", "三（一）"), ("3.3.8", "三（三）"), ("0.1", "前言"), ("9", "九")]
)
def test_a_clause_is_cited_as_the_notice_numbers_it(clause_id: str, quoted: str) -> None:
    assert cite(clause_id) == quoted


def test_every_clause_is_of_a_known_kind_and_says_something_by_which_it_is_known() -> None:
    said = {each.clause: each for each in sayings(tuple(NamedValues().patterns.items()))}
    assert list(said) == list(CLAUSES)
    for each in CLAUSES.values():
        assert each.kind in KIND_LABELS
        assert said[each.id].need


def test_the_paragraph_of_a_clause_is_what_follows_its_article() -> None:
    assert (CLAUSES["3.2.1"].article, CLAUSES["3.2.1"].paragraph) == ("三", "（二）")
    assert (CLAUSES["4.2"].article, CLAUSES["4.2"].paragraph) == ("四", "")
    assert CLAUSES["0.2"].paragraph == ""


def test_a_rule_that_claims_an_unknown_clause_fails_at_once() -> None:
    with pytest.raises(UnknownClause, match=r"3\.9\.9"):
        clause("3.1.2", "3.9.9")


def test_a_claimed_rule_still_works_and_is_listed_once_under_each_clause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clauses, "_claims", {})

    @clause("8", "9")
    def rule(number: int) -> int:
        return number + 1

    clause("8")(rule)
    name = f"{rule.__module__}.{rule.__qualname__}"
    assert rule(1) == 2
    assert rule_claims()["8"].count(name) == 1
    assert name in rule_claims()["9"]
    assert list(rule_claims()) == list(CLAUSES)
