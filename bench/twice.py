"""查重 measured: how many of the matters that are registered twice are told, and how many that are not.

    PYTHONPATH=src:. python -m bench.twice
    tools/with-postgres env PYTHONPATH=src:. python -m bench.twice --around 100000

Matters of a made-up county (`bench.works`), of them some written once more by somebody else; asked by the way that
registering asks, on the database of DATABASE_URL or a scratch SQLite file. `--around` grows other matters beside.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.county import founded, grown
from bench.planted import plant
from bench.works import originals, rewritten
from tools.bench import begin


@dataclass
class Told:
    """What was told of titles that are there once more, and of those that are not."""

    again: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    once: int = 0
    alarms: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)

    @property
    def figures(self) -> str:
        """The figures in a line."""
        recall, alarms = 100 * self.found / self.again, 100 * len(self.alarms) / self.once
        return (
            f"{self.again} written again, {recall:.1f} % among the three shown; {self.once} originals, {alarms:.1f} % with "
            f"a false alarm; {statistics.median(self.took):.1f} ms each"
        )


def told(actor: Any, matters: int, again: int, seed: int) -> Told:
    """Plant so many matters in the county of an actor and ask for so many written again, and for each original."""
    from duban.matters.alike import similar_matters

    chance, said = Random(seed), Told()  # noqa: S311 - drawn, not secret
    made = originals(matters, chance)
    codes = plant(actor.jurisdiction_id, [title for _, title in made])
    for number in chance.sample(range(matters), again):
        title = rewritten(made[number][0], chance)
        began = time.perf_counter()
        shown = [one.code for one in similar_matters(actor, title)]
        said.took.append(1000 * (time.perf_counter() - began))
        said.again += 1
        said.found += codes[number] in shown
        if codes[number] not in shown:
            said.missed.append(f"{title} ≠ {made[number][1]}")
    for code, (_, title) in zip(codes, made, strict=True):
        said.once += 1
        others = [one.title for one in similar_matters(actor, title) if one.code != code]
        if others:
            said.alarms.append(f"{title} = {others[0]}")
    return said


def main(given: list[str]) -> int:
    """Found a county, plant, ask, print."""
    parser = argparse.ArgumentParser(prog="bench.twice")
    parser.add_argument("--matters", type=int, default=2000)
    parser.add_argument("--again", type=int, default=200)
    parser.add_argument("--around", type=int, default=0, help="so many generated matters beside")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="print what was missed and what was told in vain")
    args = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as scratch:
        begin(scratch)
        from django_scopes import scope

        from duban.mechanism.people.standing import Function, PostRole

        world = founded()
        if args.around:
            grown(world, args.around, seed=args.seed)
        with scope(jurisdiction=world.jurisdiction_id):
            actor = world.reader(Function.PARTY_OFFICE, PostRole.INSPECTOR)
            said = told(actor, args.matters, args.again, args.seed)
    print(said.figures)  # noqa: T201 - a program
    if args.all:
        print(*said.missed, *said.alarms, sep="\n")  # noqa: T201 - a program
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
