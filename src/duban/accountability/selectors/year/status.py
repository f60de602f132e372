"""How far the latest run of a year is: for the command line, which stands beside the database."""

from __future__ import annotations

from dataclasses import dataclass

from duban.accountability.models import YearRun
from duban.mechanism.clauses import cite
from duban.mechanism.lifecycles import state_label


@dataclass(frozen=True)
class RunStatus:
    """The latest run of a year. `counts` are kind of subject, code, citation, label and how many."""

    ref: str
    year: int
    state: str
    state_label: str
    done: int
    total: int
    units: int
    people: int
    found: int
    pack_hash: str
    fault: str
    counts: tuple[tuple[str, str, str, str, int], ...]

    @property
    def without(self) -> int:
        """How many of those judged have no result."""
        return self.done - self.found


def run_status(*, jurisdiction_id: int, year: int) -> RunStatus | None:
    """The latest run of a year; None where there is none."""
    run = (
        YearRun.objects.filter(jurisdiction_id=jurisdiction_id, year__year=year)
        .select_related("year")
        .order_by("-pk")
        .first()
    )
    if run is None:
        return None
    counts = sorted(run.counts.values(), key=lambda row: (row[0] != "unit", row[2], row[1]))
    return RunStatus(
        ref=run.ref,
        year=year,
        state=run.state,
        state_label=state_label("yearrun", run.state),
        done=run.done,
        total=run.total,
        units=run.units,
        people=run.people,
        found=run.found,
        pack_hash=run.pack_hash,
        fault=run.fault,
        counts=tuple((kind, code, cite(clause_id), label, n) for kind, code, clause_id, label, n in counts),
    )
