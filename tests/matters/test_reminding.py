"""催办 by hand: what it is of, how often, by whom; and that a notice is told once, whatever ends the worker."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections
from django_scopes import scope

from duban.acts.batches.batch import Batch
from duban.acts.models import Message, Obligation
from duban.demo.sweeping import sweep_county
from duban.insight.selectors.county.reminders import pressed_between, reminders_by_month
from duban.matters.models import Matter, Reminder
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotPermitted, Unmet, WrongState
from tests.personas import TODAY, County
from tests.story import Story, assigned, do, missing, reported, underway

LIMIT = "同一件事催办2次以后由主任催办"


def remind(story: Story, actor: Actor, key: str = "matter.remind", **given: Any) -> None:
    """One reminder; by telephone or at once with words."""
    words = {} if key == "matter.remind" else {"text": "值班员接听，答应今天报。"}
    do(actor, key, ref=story.matter, **{**words, **given})


def test_a_reminder_takes_one_tap_and_the_unit_is_told_which_it_is(county: County) -> None:
    story = underway(county)
    version, owed = story.row.version, Obligation.objects.count()
    remind(story, story.checker)
    told = f"催办（第1次）：{story.row.title}。报送定期进展应于 2026-04-01 前完成，请抓紧。"
    assert story.told(unit_id=county.town_a.unit_id)[-1] == told
    assert story.told(person_id=county.persons["town_a.handler"])[-1] == told
    assert "第1次催办“报送定期进展”" in story.history()[-1].sentence
    assert (story.row.version, Obligation.objects.count()) == (version, owed), "no receipt is owed"


def test_a_telephone_call_is_entered_with_one_line_and_counts(county: County) -> None:
    story = underway(county)
    with pytest.raises(Invalid) as empty:
        do(story.inspector, "matter.phone", ref=story.matter, text="")
    assert "text" in empty.value.fields
    remind(story, story.inspector, "matter.phone")
    remind(story, story.checker)
    assert [row.way for row in Reminder.objects.order_by("nth")] == ["phone", "message"]
    assert "电话催办（第1次）" in "".join(story.told(unit_id=county.town_a.unit_id))
    with pytest.raises(Unmet) as refused:
        remind(story, story.inspector, "matter.phone")
    assert LIMIT in missing(refused.value)


def test_after_two_the_director_reminds_and_another_duty_counts_anew(county: County) -> None:
    story = underway(county)
    remind(story, story.inspector)
    remind(story, story.inspector)
    with pytest.raises(Unmet) as refused:
        remind(story, story.inspector)
    reason = missing(refused.value)[LIMIT]
    assert (reason.params, reason.remedies[0].who) == (("reminders_by_hand",), "办公室主任")
    remind(story, story.head)
    assert story.told(unit_id=county.town_a.unit_id)[-1].startswith("催办（第3次）")
    with county.on("2026-04-01"):
        reported(story)
        remind(story, story.inspector)
    assert story.told(unit_id=county.town_a.unit_id)[-1].startswith("催办（第1次）")


def test_what_the_unit_does_not_owe_is_not_urged(county: County) -> None:
    story = underway(county)
    done = Obligation.objects.get(act="matter.receive", object_id=story.row.pk)
    with pytest.raises(Invalid):
        remind(story, story.inspector, duty=str(done.pk))
    with pytest.raises(NotPermitted):
        remind(story, story.unit.liaison)
    do(story.head, "matter.suspend", ref=story.matter, reason="规划调整")
    with pytest.raises(WrongState):
        remind(story, story.inspector)


def test_what_is_urgent_takes_a_leader_or_a_ground_and_is_not_counted_as_by_hand(county: County) -> None:
    story = underway(county)
    with pytest.raises(NotPermitted):
        remind(story, story.inspector, "matter.press", ground="express")
    with pytest.raises(Unmet) as refused:
        remind(story, story.head, "matter.press", ground="instruction")
    assert missing(refused.value)["县领导自己要求的由其本人催，主任只对特急件、突发事件"].field == "ground"
    remind(story, story.head, "matter.press", ground="emergency")
    remind(story, county.standing, "matter.press", ground="instruction")
    told = story.told(unit_id=county.town_a.unit_id)[-2:]
    assert [text.split("：")[0] for text in told] == ["紧急催办（突发事件）", "紧急催办（县领导要求马上办）"]
    remind(story, story.inspector)
    remind(story, story.inspector)


def test_several_matters_are_urged_in_one_go_each_by_its_own_gates(county: County) -> None:
    stories = [underway(county, title=title, distinct_reason="不同的项目") for title in ("校车安全整治", "农贸市场改造")]
    stories.append(assigned(county, title="水库除险加固", distinct_reason="不同的项目"))
    for _ in range(2):
        remind(stories[0], stories[0].inspector)
    dry, ended = Batch(stories[0].inspector, clock.now()), []
    for story in stories:
        matter = Matter.objects.select_related("case").get(ref=story.matter)
        try:
            with dry.row(), dry.act("matter.remind", matter, given={}):
                pass
            ended.append("可以")
        except ActError as error:
            ended.append(type(error).__name__)
    assert ended == ["Unmet", "可以", "可以"]


def test_reminders_are_counted_by_unit_and_month_for_whoever_sees_the_matter(county: County) -> None:
    story = underway(county)
    remind(story, story.inspector)
    remind(story, story.head, "matter.press", ground="express")
    with county.on("2026-04-07"):
        remind(story, story.inspector, "matter.phone")
        days = (date(2026, 1, 1), date(2026, 12, 31))
        found = reminders_by_month(story.inspector, *days)
        assert [(row.unit_id, row.month, row.by_hand, row.urgent) for row in found] == [
            (county.town_a.unit_id, 3, 1, 1), (county.town_a.unit_id, 4, 1, 0),
        ]  # fmt: skip
        assert reminders_by_month(county.bureau_c.liaison, *days) == []
        [urgent] = pressed_between(story.unit.liaison, *days)
        assert (urgent.unit_id, urgent.ground, urgent.case_ref) == (county.town_a.unit_id, "特急件", story.case)
        assert pressed_between(county.bureau_c.liaison, *days) == []
        assert reminders_by_month(story.unit.liaison, *days) == found


def test_the_database_refuses_a_second_notice_of_a_stage(county: County) -> None:
    underway(county)
    with county.on("2026-04-01"):
        sweep_county(county.jurisdiction_id)
    row = Message.objects.filter(kind="duty_due").latest("pk")
    row.pk = None
    with pytest.raises(IntegrityError, match="once"):
        row.save(force_insert=True)


def test_a_duty_that_is_due_again_on_the_same_day_is_not_told_again(county: County) -> None:
    underway(county)
    with county.on("2026-04-01"):
        sweep_county(county.jurisdiction_id)
        told = Message.objects.count()
        Obligation.objects.filter(act="matter.report", outcome="open").update(stage=0)
        sweep_county(county.jurisdiction_id)
        assert Message.objects.count() == told


KILLS = int(os.environ.get("DUBAN_KILLS", "30"))


def swept_and_killed(jurisdiction_id: int, day: date, at: int) -> bool:
    """Sweep in a process of its own that dies at its statement number `at`; whether it ended before that."""
    connections.close_all()
    if (child := os.fork()) == 0:
        try:
            asked = iter(range(1, 100_000))

            def count(execute: Any, *rest: Any) -> Any:
                if next(asked) >= at:
                    os.kill(os.getpid(), signal.SIGKILL)
                return execute(*rest)

            with connection.execute_wrapper(count), scope(jurisdiction=jurisdiction_id), clock.moved_to(clock.at(day)):
                sweep_county(jurisdiction_id)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFEXITED(status)


def days_told() -> Iterator[date]:
    """The days on which the first report is near, due and late."""
    yield from (date(2026, 3, 27), date(2026, 4, 1), date(2026, 4, 2))


@pytest.mark.clause("3.1.8")
def test_however_often_the_worker_dies_each_notice_is_told_once(
    transactional_db: None, built_county: County
) -> None:
    county, chance = built_county, random.Random(7)
    with scope(jurisdiction=county.jurisdiction_id), county.on(TODAY):
        titles = [f"第{n}号民生工程" for n in range(KILLS // 2)]
        stories = [underway(county, title=title, distinct_reason="不同的项目") for title in titles]
        kills = 0
        for day in days_told():
            while kills < 10 * KILLS and not swept_and_killed(county.jurisdiction_id, day, chance.randint(1, 40)):
                kills += 1
        assert kills >= KILLS, f"only {kills} kills"
        for story in stories:
            rows = Message.objects.filter(case__ref=story.case, unit_id=county.town_a.unit_id)
            told = Counter(rows.values_list("kind", flat=True))
            assert [told[f"duty_{stage}"] for stage in ("near", "due", "late")] == [1, 1, 1]
            assert Message.objects.filter(case__ref=story.case, kind="unit_late").count() == 1
