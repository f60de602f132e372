"""Whatever somebody may read is found by any piece of it, and nothing else is: on both databases, whatever was done since."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from duban.acts import token_table
from duban.acts.findable import Findable, findables
from duban.acts.models import Token
from duban.acts.sight.visibility import visibility_of
from duban.insight.selectors.search.query import query_of
from duban.insight.selectors.search.results import GROUPS, search, search_one
from duban.measures.models import Measure
from duban.shared import clock
from duban.shared.actor import Actor
from tests.personas import County
from tests.story import do
from tests.web.walk import underway as walked

READERS = (
    "inspector", "gov_head", "secretary", "vice", "cdi.deputy", "org_dept.deputy", "appraisal.deputy", "registrar",
    "town_a.principal", "town_a.mayor", "town_a.deputy", "town_a.liaison", "town_b.liaison", "bureau_b.liaison",
)  # fmt: skip
Shown = tuple[str, str, tuple[str, ...]]
"""Under which heading something stands, at which address, and the texts that are shown of it."""


def plain(text: str) -> str:
    """Letters and digits alone, in one form: not as the index makes it, but of the whole text at once."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())))


def shown(one: Findable, actor: Actor) -> Iterator[Shown]:
    """All rows of a kind that somebody sees, read one by one and without any index, with what is seen of each."""
    seen = visibility_of(one.kind)
    every = seen.model._base_manager.filter(one.only.query(), one.at_last.query(), jurisdiction_id=actor.jurisdiction_id)
    may, in_full = seen.condition(actor), one.in_full(actor) if one.in_full else None
    columns = ("pk", *one.columns, *one.told, *one.joined)
    for row in every.filter(**seen.where).order_by("-pk"):
        if may.holds(row) and (not one.case or getattr(row, one.case.split("__")[0], None) is not None):
            values = every.filter(pk=row.pk).annotate(**one.joined).values(*columns).get()
            face = one.face(one.values({**values, "in_full": in_full is None or in_full.holds(row)}))
            texts = one.values({**values, "in_full": in_full is None or in_full.holds(row)})
            yield one.group, f"{face.kind}:{face.ref}", tuple(texts[name] for name in one.columns)


def found(actor: Actor, text: str, key: str) -> set[str]:
    group, page = search_one(actor=actor, wanted=query_of(text), key=key, size=100)
    assert group.total <= 100 or page.beyond
    every = list(group.hits)
    for number in range(2, page.pages + 1):
        every += search_one(actor=actor, wanted=query_of(text), key=key, number=number, size=100)[0].hits
    return {f"{face.kind}:{face.ref}" for face in every}


def cut(chance: Random, text: str) -> str:
    size = chance.randrange(2, 9)
    start = chance.randrange(max(1, len(text) - size + 1))
    return text[start : start + size]


def tries(county: County, chance: Random, times: int) -> int:
    """So many pieces of what readers see, each looked for by its reader; returns how many hits there were."""
    known = {who: [each for one in findables() for each in shown(one, county.actor(who))] for who in READERS}
    readers, hits = [who for who in READERS if known[who]], 0
    for _ in range(times):
        who = chance.choice(readers)
        group, address, texts = chance.choice(known[who])
        piece = cut(chance, chance.choice([text for text in texts if text] or [""]))
        wanted = query_of(piece)
        if not wanted.words:
            assert len(plain(piece)) < 2, piece
            continue
        meant = {
            other for key, other, own in known[who]
            if key == group and all(any(plain(word) in plain(text) for text in own) for word in wanted.words)
        }  # fmt: skip
        assert address in meant
        assert found(county.actor(who), piece, group) == meant, (who, piece)
        hits += len(meant)
    return hits


@pytest.mark.parametrize("times", [300, pytest.param(10_000, marks=pytest.mark.verify)])
def test_any_piece_of_what_somebody_may_read_finds_exactly_what_he_may_read_of_it(lived: County, times: int) -> None:
    assert tries(lived, Random(times), times) > times / 2


def test_every_kind_that_is_found_is_found_by_somebody(lived: County) -> None:
    seen = {one.kind: {who for who in READERS if any(shown(one, lived.actor(who)))} for one in findables()}
    assert [kind for kind, who in seen.items() if not who] == []
    assert {one.group for one in findables()} <= set(GROUPS)


def test_tokens_are_what_the_texts_say_after_all_that_has_happened(lived: County) -> None:
    assert list(token_table.differing(lived.jurisdiction_id)) == []
    cases = set(Token.objects.values_list("case_id", flat=True))
    assert len(cases) > 5


def test_what_is_found_no_longer_takes_its_tokens_along(lived: County) -> None:
    """A file that was stopped (发现疑似涉密) is found by nobody, and its name is in no index."""
    files = next(one for one in findables() if one.group == "files")
    kept = files.only.query()
    row = visibility_of(files.kind).model._base_manager.filter(kept, jurisdiction_id=lived.jurisdiction_id).first()
    assert row is not None
    do(lived.inspector, "attachment.freeze", ref=row.ref, found="looked")
    assert list(token_table.differing(lived.jurisdiction_id)) == []


@pytest.mark.parametrize("times", [60, pytest.param(2_000, marks=pytest.mark.verify)])
def test_the_same_once_tokens_were_lost_and_made_anew(lived: County, times: int) -> None:
    Token.objects.all().delete()
    assert token_table.renew(lived.jurisdiction_id) > 5
    assert tries(lived, Random(times), times) > times / 2


def test_what_was_said_appealed_and_follows_for_a_person_is_found_by_nobody(lived: County) -> None:
    from duban.accountability.models import Appeal, Consequence, Statement

    texts = [
        *Statement.objects.values_list("text", flat=True), *Statement.objects.values_list("reasons", flat=True),
        *Appeal.objects.values_list("text", flat=True), *Consequence.objects.values_list("what", flat=True),
    ]  # fmt: skip
    assert len([text for text in texts if len(plain(text)) > 5]) > 2
    for who in READERS:
        for text in filter(None, texts):
            every: tuple[Any, ...] = search(actor=lived.actor(who), wanted=query_of(text[:30]))
            assert every == (), (who, text)


def names(actor: Actor, text: str, key: str) -> list[str]:
    return [face.title for face in search_one(actor=actor, wanted=query_of(text), key=key, size=100)[0].hits]


def test_a_voided_letter_is_still_found_by_its_number_by_those_who_see_it_and_by_nobody_else(county: County) -> None:
    walk = walked(county, "枫林渡大桥改造").letter_drafted().letter_approving().letter_issued()
    number = Measure.objects.get(ref=walk.letter).number.partition("函")[2].removesuffix("号")
    do(county.office_head, "letter.void", ref=walk.letter, reason="责任单位有误")
    for who, sees in {"inspector": True, "bureau_a.liaison": True, "town_b.liaison": False}.items():
        found_here = names(county.actor(who), f"枫林渡 {number}", "measures")
        assert any("枫林渡" in title for title in found_here) == sees, who
    assert list(token_table.differing(county.jurisdiction_id)) == []


def test_a_unit_that_was_merged_is_found_under_the_name_that_it_had(county: County) -> None:
    gone = county.town_c.unit
    do(county.registrar, "unit.merge", ref=gone.ref, into=str(county.bureau_a.unit.id), merged_on=clock.today())
    for who in ("inspector", "town_b.liaison"):
        assert gone.name in names(county.actor(who), gone.name[-4:], "units")
    assert list(token_table.differing(county.jurisdiction_id)) == []
