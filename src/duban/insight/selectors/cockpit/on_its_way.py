"""在途: the papers that are being prepared, with whom each lies, and since when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from duban.acts.owing import duties
from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.work_desk.todos import Todo, todo_of
from duban.insight.selectors.work_desk.told_apart import told_apart
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import LIFECYCLES, act_named, duties_that
from duban.shared import clock
from duban.shared.actor import Actor

MOST = 500
"""So many are shown, those that lie longest first."""


@dataclass(frozen=True)
class Lying:
    """A paper on its way: what is to be done with it, and for how many days it has waited for that."""

    todo: Todo
    paper: str
    days: int


@dataclass(frozen=True)
class Hand:
    """Somebody with whom papers lie, those that lie longest first."""

    who: str
    papers: tuple[Lying, ...]


@dataclass(frozen=True)
class OnItsWay:
    """What is on its way, by the hand in which it lies: the one that has kept something longest first."""

    hands: tuple[Hand, ...]
    total: int
    late: int


@clause("3.1.2", "3.1.3")
def on_its_way(*, actor: Actor) -> OnItsWay:
    """Every paper in hand that has not gone out, as far as the actor may know of it."""
    today = clock.today()
    kinds = tuple(dict.fromkeys(act_named(key).kind for key in sorted(duties_that("on_paper"))))
    rows = list(duties.still_open(visible_rows(actor, "duty", kinds), that="on_paper").select_related("case")
                .order_by("created_at", "pk")[:MOST])  # fmt: skip
    found: dict[str, list[Lying]] = defaultdict(list)
    todos = told_apart(actor, [(row.case_id, todo_of(actor, row, today)) for row in rows])
    for todo in todos:
        paper = LIFECYCLES[todo.object_kind].label
        found[todo.who].append(Lying(todo, paper, (today - clock.day_of(todo.since)).days))
    late = sum(1 for row in rows if row.due_on is not None and row.due_on < today)
    return OnItsWay(tuple(Hand(who, tuple(papers)) for who, papers in found.items()), len(rows), late)
