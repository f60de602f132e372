"""What the episodes share: a matter of their own, and how it goes on once the episode has been told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from duban.acts.background.jobs import job_named
from duban.demo.lives.stories import Story, assigned, completion, reporting_life
from duban.demo.works import PlannedWork
from duban.demo.world import World
from duban.measures.actions.before_issue.papers import JOB
from duban.measures.models import Measure
from duban.mechanism.people.standing import Function
from duban.shared import clock

PARTY, GOV = Function.PARTY_OFFICE, Function.GOV_OFFICE


def story(
    world: World, title: str, unit: str, *, office: Function = PARTY, days: int = 150, kind: str = "会议"
) -> Story:
    """A matter that is yet to be registered today, due in so many days."""
    titles = {"会议": "县委常委会会议", "指示批示": "县委主要领导批示件", "文件": "县委一号文件任务分工"}
    work = PlannedWork(title, unit, "2.3", kind, titles[kind], "完成任务", 20, "项")
    due = world.before(clock.today() + timedelta(days=days), 0)
    return Story(world, work, office, "smooth", clock.today(), due, 1.12, cycle=60)


def underway(told: Story) -> Iterator[datetime]:
    """The matter is registered, approved, assigned and received; its reports begin."""
    yield from assigned(told)
    told.world.start(reporting_life(told))


def finished(told: Story) -> Iterator[datetime]:
    """The matter comes to its end as any other."""
    yield from completion(told)


def printed(told: Story, ref: str, part: str) -> None:
    """The worker makes the files of a document that this matter has issued."""
    measure = Measure.objects.get(ref=ref)
    arguments = {"jurisdiction_id": told.world.jurisdiction_id, "measure_id": measure.pk, "parts": [part]}
    job_named(JOB)(**arguments)
