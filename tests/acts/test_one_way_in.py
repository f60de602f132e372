"""An act alone, an act in a batch and the page of an act refuse the same person alike, over the whole table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from duban.acts.batches.batch import Batch
from duban.acts.gate import entry, guarding
from duban.acts.gate.permits import may_start
from duban.acts.kinds import kind_of
from duban.acts.work import act as doing
from duban.documents.files.uploads import Upload
from duban.insight.selectors.act_page.before_form import open_act
from duban.mechanism.lifecycles import ACTS, LIFECYCLES
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Role
from duban.mechanism.words.named import USUAL_WORDS
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound, NotPermitted, WrongState
from tests import files
from tests.accountability import steps
from tests.personas import County
from tests.story import assigned, do
from tests.web import walk

PEOPLE = ("inspector", "office_head", "bureau_a.principal", "cdi.deputy")
Answer = tuple[str, str] | None


class Entered(Exception):
    """The act would begin."""


def answer(error: ActError | None) -> Answer:
    """What is refused and how it reads where measures have their usual names."""
    return (type(error).__name__, USUAL_WORDS.say(error.message)) if error else None


def alone(actor: Actor, act: Act, obj: Any) -> Answer:
    try:
        with doing(actor, act.key, obj.ref):
            raise Entered
    except Entered:
        return None
    except ActError as error:
        return answer(error)


def in_a_batch(actor: Actor, act: Act, obj: Any) -> Answer:
    """What is given is judged once somebody is in."""
    batch = Batch(actor, clock.now())
    try:
        with batch.row(), batch.act(act.key, obj, given={}):
            raise Entered
    except (Entered, Invalid):
        return None
    except ActError as error:
        return answer(error)


def on_its_page(actor: Actor, act: Act, obj: Any) -> Answer:
    try:
        return answer(open_act(actor=actor, key=act.key, ref=obj.ref).refused)
    except NotFound as error:
        return answer(error)


def objects(county: County) -> Iterator[tuple[str, Any]]:
    """One object of each kind that the stories have made, the latest."""
    for kind in LIFECYCLES:
        spec = kind_of(kind)
        rows: Any = spec.model._base_manager.filter(jurisdiction_id=county.jurisdiction_id, **spec.where)
        row = rows.select_related(*spec.related).order_by("-pk").first()
        if row is not None:
            yield kind, row


def to_be_asked(kind: str) -> list[Act]:
    return [act for act in LIFECYCLES[kind].acts if not act.creates and set(act.roles) != {Role.SYSTEM}]


def ways(actor: Actor, act: Act, obj: Any) -> set[Answer]:
    """The answers of all three, and of whoever only asks."""
    told = {way(actor, act, obj) for way in (alone, in_a_batch, on_its_page)}
    return told | {answer(guarding.refusal(actor, act, obj.ref))}


def test_the_three_ways_to_an_act_refuse_alike(county: County) -> None:
    walk.underway(
        county
    ).letter_drafted().letter_approving().letter_issued().interview_held().listing_issued()
    steps.effective(county)
    seen: Counter[str] = Counter()
    different = []
    with county.on("2026-04-20"):
        actors = [county.actor(who) for who in PEOPLE]
        found = list(objects(county))
        for kind, obj in found:
            for act in to_be_asked(kind):
                for actor in actors:
                    told = ways(actor, act, obj)
                    seen.update(one[0] if one else "" for one in told)
                    if len(told) > 1:
                        different.append((act.key, actor.name, told))
    assert different == []
    assert len(found) > 15 and set(seen) >= {"", "NotFound", "NotPermitted", "WrongState"}


@pytest.mark.clause("3.3.8")
def test_the_three_ways_keep_the_same_person_apart(county: County) -> None:
    made = (
        walk.underway(county)
        .letter_drafted()
        .letter_approving()
        .letter_issued()
        .interview_held()
        .listing_issued()
    )
    bureau, ref = county.bureau_a, made.listing
    with county.on("2026-04-20"):
        do(bureau.liaison, "listing.apply_release", ref=ref, text="全部处理完毕",
           value=Decimal(120), file=Upload("验收.pdf", files.SCAN))  # fmt: skip
        do(bureau.principal, "listing.confirm_release", ref=ref)
        do(county.inspector, "listing.verify", ref=ref, method="现场", result="pass", text="抽查属实",
           value=Decimal(120))  # fmt: skip
        listing = entry.load(county.inspector, "listing", ref)
        confirming = ACTS["listing.confirm_verification"]
        ((kind, told),) = [one for one in ways(county.inspector, confirming, listing) if one]
        assert kind == "Unmet" and "未满足 1 项" in told
        assert ways(county.inspector2, confirming, listing) == {None}


def test_a_measure_is_refused_on_its_page_as_it_is_when_proposed(county: County) -> None:
    early = assigned(county)
    matter = early.row
    for who, kind in (("inspector", WrongState), ("checker", NotPermitted), ("bureau_a.liaison", NotFound)):
        actor = county.actor(who)
        with pytest.raises(kind) as refused:
            do(actor, "letter.propose", matter=early.matter, issuer="party_office", basis="进展缓慢", facts=[],
               feedback_days=15)  # fmt: skip
        assert on_its_page(actor, ACTS["letter.propose"], matter) == answer(refused.value)


def test_whoever_may_start_an_act_gets_its_form_unless_a_gate_is_closed_and_nobody_else(county: County) -> None:
    making = [act for act in ACTS.values() if act.creates and not act.on and set(act.roles) != {Role.SYSTEM}]
    for act in making:
        for who in (*PEOPLE, "clerk", "registrar"):
            actor = county.actor(who)
            refused = open_act(actor=actor, key=act.key).refused
            assert may_start(actor, act.key) is not isinstance(refused, NotPermitted)
            assert refused is None or isinstance(refused, NotPermitted) or act.guard
