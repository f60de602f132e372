"""Pages and acts of a county that grows from size to size, on the database of DATABASE_URL or a scratch SQLite file.

    PYTHONPATH=src:. python -m bench 1000 10000
    tools/with-postgres env PYTHONPATH=src:. python -m bench --before 217adf5 1000 10000

For each page and act: p50 and p95 in milliseconds, statements, rows that came from the database, processor time of this
process and of the server of PostgreSQL, and how the p50 grew from the first size to the last. `--before` builds a
version beside, has it generate as many matters, and gives each p50 of the last size as a multiple of its `/-/empty`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile

from bench.before import empty_of
from bench.costs import Costs
from bench.county import founded, grown
from bench.table import told
from bench.walks import acts, pages
from tools.bench import begin


def main(given: list[str]) -> int:
    """Grow a county, measure at each size, print one table."""
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--before", default="", help="a commit whose /-/empty the multiples are of")
    parser.add_argument("--rounds", type=int, default=20)
    args = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as scratch:
        begin(scratch)
        base = empty_of(args.before, args.sizes[-1]) if args.before else None
        world, there = founded(), 0
        found: list[dict[str, Costs]] = []
        for size in args.sizes:
            grown(world, size - there, seed=size)
            there = size
            found.append(pages(world, args.rounds) | acts(world, args.rounds))
        print(told(args.sizes, found, base))  # noqa: T201 - a program
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
