"""What holds for every act: an entry of its own, refusals on the chain, one effect of a repeated key."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from duban.acts.models import Case, Message, Number, Obligation
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.matters.models import Matter
from duban.measures.models import Measure
from duban.mechanism.lifecycles import ACTS, lifecycle_of
from duban.mechanism.words.named import USUAL_WORDS
from duban.proceedings.models import Report, Signature
from duban.shared.errors import Invalid, NotFound, NotPermitted, Stale, Unmet, WrongState
from tests.personas import County
from tests.story import (
    SCAN,
    approved,
    approving,
    do,
    finished,
    held_interview,
    issued_letter,
    issued_listing,
    numbered,
    released,
    reported,
    source,
    underway,
)  # fmt: skip

WRITTEN = (Case, Matter, Measure, Obligation, Message, Number, Report, Signature)


def payload(entry: Entry) -> dict[str, Any]:
    """What an entry tells."""
    told: dict[str, Any] = json.loads(entry.payload.text)
    return told


def rows() -> dict[str, int]:
    """How many rows there are of what acts write."""
    return {model.__name__: model.objects.count() for model in WRITTEN}


def last(**wanted: Any) -> Entry:
    """The latest entry."""
    return Entry.objects.filter(**wanted).order_by("-n")[0]


def test_every_step_of_a_whole_story_leaves_an_entry_that_reads_as_a_sentence(county: County) -> None:
    before = Entry.objects.count()
    story = underway(county)
    issued_letter(story)
    ref = issued_listing(story)
    reported(story)
    do(story.inspector, "matter.rate", ref=story.matter, value="正常推进", reason="综合判断")
    with county.on("2026-03-20"):
        released(story, ref)
        finished(story)
    entries = Entry.objects.filter(n__gt=before).select_related("payload").order_by("n")
    assert {entry.outcome for entry in entries} == {"done"}
    for entry in entries:
        told = payload(entry)
        assert told["sentence"], entry.act
        assert "{" not in told["sentence"]
        assert (told["label"], told["clauses"] != []) == (USUAL_WORDS.say(ACTS[entry.act].label), True)
        assert told["who"] and told["post"] and told["pack"]
        assert entry.case_id == story.row.case_id
    assert [entry.n for entry in entries] == list(range(before + 1, before + 1 + len(entries)))
    report = verify(county.jurisdiction_id)
    assert report.sound, report.faults


def test_an_entry_keeps_old_and_new_and_the_decision_behind_it(county: County) -> None:
    story = underway(county)
    approving(story)
    entry = last(act="letter.submit")
    changes = payload(entry)["changes"]
    assert any(each.get("state") == ["draft", "checking"] for each in changes.values())
    conditions = [
        reason["condition"] for decision in payload(entry)["decisions"] for reason in decision["reasons"]
    ]
    assert {"载明责令整改事项", "载明整改目标", "引用已存的事实"} <= set(conditions)
    assert "3.1.6" in payload(entry)["clauses"]
    assert entry.object_version == 2


@pytest.mark.clause("3.1.2")
def test_a_refusal_is_on_the_chain_with_its_reason_and_writes_nothing_else(county: County) -> None:
    story = underway(county)
    ref = approving(story)
    do(
        county.clerk, "letter.enter_paper", ref=ref, leader=county.person("standing"), decided_on=date(2026, 3, 2),
        verdict="agree", opinion="同意", scan=SCAN,
    )  # fmt: skip
    before = rows()
    refusals: list[tuple[str, str, dict[str, Any], type[Exception]]] = [
        ("office_head", "letter.approve", {"ref": ref}, NotPermitted),
        ("standing", "letter.sign_out", {"ref": ref}, NotPermitted),
        ("office_head", "letter.sign_out", {"ref": ref}, WrongState),
        ("clerk", "letter.compare_paper", {"ref": ref, "same": "same"}, Unmet),
    ]  # fmt: skip
    for who, key, values, error in refusals:
        with pytest.raises(error) as refused:
            do(county.actor(who), key, **values)
        entry = last()
        assert (entry.act, entry.outcome, entry.actor_id) == (key, "refused", county.persons[who])
        assert payload(entry)["reason"] == error.__name__
        assert refused.value.message in payload(entry)["sentence"]  # type: ignore[attr-defined]
    assert rows() == before
    assert [line.refused for line in story.history()].count(True) == len(refusals)
    assert not any(line.refused for line in story.history(internal=False))
    assert verify(county.jurisdiction_id).sound


def test_what_was_typed_wrong_and_what_is_not_there_is_not_logged(county: County) -> None:
    story = underway(county)
    before = Entry.objects.count()
    with pytest.raises(Invalid):
        reported(story, progress="")
    with pytest.raises(NotFound):
        do(county.town_b.liaison, "matter.report", ref=story.matter, progress="不相干")
    with pytest.raises(NotFound):
        do(county.inspector, "matter.rate", ref="nosuchthing", value="正常推进")
    assert Entry.objects.count() == before


@pytest.mark.parametrize("key", ["matter.rate", "letter.check", "letter.withdraw"])
def test_who_acts_on_an_old_version_is_shown_what_the_other_did(county: County, key: str) -> None:
    from tests.story import drafted

    story = underway(county)
    ref = drafted(story)
    do(story.inspector, "letter.submit", ref=ref, approver=county.person("standing"))
    on = story.matter if key.startswith("matter") else ref
    seen = (story.row if key.startswith("matter") else story.measure(ref)).version
    if key.startswith("matter"):
        reported(story)
    else:
        do(story.head, "letter.send_back", ref=ref, reason="事实不清")
    values = (
        {"value": "正常推进"}
        if key == "matter.rate"
        else {"opinion": "属实"}
        if key == "letter.check"
        else {"reason": "撤"}
    )
    who = story.checker if key == "letter.check" else story.inspector
    before = rows()
    with pytest.raises(Stale) as refused:
        do(who, key, ref=on, expect=seen, **values)
    change = refused.value.changes[-1]
    assert change.who in (county.town_a.liaison.name, county.office_head.name)
    assert ("报送第1期进展" if key == "matter.rate" else "事实不清") in change.sentence
    assert rows() == before
    assert last().outcome == "refused"


@pytest.mark.clause("3.1.3")
def test_a_repeated_key_has_one_effect_and_the_first_answer(county: County) -> None:
    story = underway(county)
    ref = approved(story)
    first = numbered(story, "letter", ref, once="issue-1")
    before, entries = rows(), Entry.objects.count()
    again = numbered(story, "letter", ref, once="issue-1")
    assert (again.sentence, again.repeated, first.repeated) == (first.sentence, True, False)
    assert (rows(), Entry.objects.count()) == (before, entries)
    with pytest.raises(WrongState):
        numbered(story, "letter", ref, once="issue-2")
    assert Number.objects.count() == 1


def test_a_double_click_registers_one_matter_and_reports_once(county: County) -> None:
    values = source(county)
    first = do(county.inspector, "matter.register", **values, once="new")
    again = do(county.inspector, "matter.register", **values, once="new")
    assert (again.ref, again.repeated, Matter.objects.count()) == (first.ref, True, 1)
    story = underway(county, title="病险水库除险加固", lead="bureau_a")
    for _ in range(2):
        reported(story, once="report")
    assert Report.objects.count() == 1


def test_a_key_belongs_to_whoever_used_it(county: County) -> None:
    one, two = underway(county), underway(county, title="病险水库除险加固", lead="bureau_a")
    reported(one, once="k")
    reported(two, once="k")
    assert Report.objects.count() == 2


@pytest.mark.parametrize("kind", ["letter", "interview", "listing"])
def test_no_act_of_a_measure_starts_from_a_state_that_is_final(county: County, kind: str) -> None:
    final = {state.name for state in lifecycle_of(kind).states if state.final}
    owed_on_paper = {"interview.write_minutes", "interview.record_self_criticism"}
    allowed = {f"{kind}.receive", "listing.record_publication"} | owed_on_paper
    for act in lifecycle_of(kind).acts:
        if act.key not in allowed:
            assert not final & set(act.sources), act.key


def test_receiving_and_reminding_do_not_disturb_who_has_the_form_open(county: County) -> None:
    story = underway(county)
    ref = held_interview(story)
    measure, matter = story.measure(ref).version, story.row.version
    for body in (county.cdi.liaison, county.town_a.liaison, county.town_a.mayor):
        do(body, "interview.receive", ref=ref)
    do(story.checker, "matter.remind", ref=story.matter, text="请加快。")
    do(story.inspector, "interview.write_minutes", ref=ref, expect=measure, text="指出问题。")
    do(story.inspector, "matter.record_fact", ref=story.matter, expect=matter, fact="slow", reason="没动。")
