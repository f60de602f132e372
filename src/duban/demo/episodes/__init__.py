"""Episodes: what happens now and then in a county, each told once, so that the demo lives through every act.

An episode begins some working days after the county does and takes a stretch of working days; it works on units and
people of its own, so that the stories of the other matters go on beside it.
"""

from __future__ import annotations

from collections.abc import Callable

from duban.demo.episodes import (
    approvals,
    channels,
    drafts,
    files,
    inside,
    ledgers,
    offices,
    reporting,
    resting,
    rulebook,
    years,
)
from duban.demo.episodes.accountability import decisions, handling, hearings, inquiries
from duban.demo.episodes.burden import complaints, lookback
from duban.demo.episodes.leaders import instructions
from duban.demo.lives import handovers
from duban.demo.world import Life, World

Episode = Callable[[World], Life]
EPISODES: tuple[tuple[int, Episode], ...] = (
    *offices.EPISODES,
    *handovers.EPISODES,
    *handling.EPISODES,
    *inside.EPISODES,
    *instructions.EPISODES,
    *files.EPISODES,
    *drafts.EPISODES,
    *resting.EPISODES,
    *reporting.EPISODES,
    *approvals.EPISODES,
    *inquiries.EPISODES,
    *hearings.EPISODES,
    *decisions.EPISODES,
    *rulebook.EPISODES,
    *ledgers.EPISODES,
    *complaints.EPISODES,
    *lookback.EPISODES,
    *years.EPISODES,
    *channels.EPISODES,
)


def begin_episodes(world: World) -> None:
    """Let every episode begin on its working day, counted from now."""
    for workdays, episode in EPISODES:
        world.start(_beginning(world, workdays, episode))


def _beginning(world: World, workdays: int, episode: Episode) -> Life:
    yield world.after(workdays)
    yield from episode(world)
