"""A letter that stands still: refused at first, agreed to later, taken up again by the office, and once of itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from duban.demo.episodes.drafts import Draft
from duban.demo.lives import measures
from duban.demo.plot import PARTY, finished, printed, story, underway
from duban.demo.world import Life, World
from duban.mechanism.people.standing import PostRole
from duban.shared import clock

_WAITS = "设计变更正在报市级主管部门审查，批复以前不能施工。"


def a_letter_that_rests(world: World) -> Life:
    """A 督办函 on works that wait for somebody else's word."""
    told = story(world, "城乡公交一体化首末站建设", "b8", office=PARTY, days=330)
    told.pace = 0.5
    yield from underway(told)
    yield world.after(15)
    yield from measures.letter(told, finish=False)
    letter = Draft(told, "letter", told.running[-1].ref, clock.now())
    yield from _proposed(letter, 6, "refuse", "先把不受影响的工段做起来。")
    yield world.after(1)
    yield from _proposed(letter, 8, "agree", "同意，批复一到立即恢复。")
    printed(told, letter.ref, "pause_notice")
    yield world.after(2)
    letter.office(PostRole.OFFICE_HEAD, "resume", reason="批复已经下达，可以施工。")
    yield world.after(1)
    yield from _proposed(letter, 3, "agree", "同意。")
    yield world.after(9)
    yield from measures.settled(told)
    yield from finished(told)


def _proposed(letter: Draft, days: int, verdict: str, opinion: str) -> Iterator[datetime]:
    """The inspector in charge asks for a pause of so many working days, the leader decides."""
    world = letter.world
    until = clock.day_of(world.after(days))
    letter.by(letter.told.inspector(), "propose_pause", until=until, reason=_WAITS)
    yield world.after(1)
    letter.by(letter.leader, "pause", verdict=verdict, opinion=opinion)


EPISODES = ((26, a_letter_that_rests),)
