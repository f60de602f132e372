"""The pages of a year: where it stands, the list of results, one result with its grounds, corrections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.db.models import Q, QuerySet

from duban.accountability.facts.year_people import Subject
from duban.accountability.models import (
    Advice,
    Confirmation,
    Verdict,
    Year,
    YearResult,
    YearRun,
)
from duban.accountability.selectors.lists import APPEALING
from duban.accountability.selectors.scope import open_appeals
from duban.accountability.selectors.year.corrections import (
    correction_rows,
    corrections_of,
)
from duban.accountability.selectors.year.in_force import as_they_hold, fallen_since, holding
from duban.accountability.selectors.year.pages.rows import (
    Confirmed,
    CountRow,
    Item,
    ResultFilter,
    ResultRow,
    ResultView,
    Spoken,
    YearView,
    buttons_on,
    item_row,
    run_row,
)
from duban.accountability.selectors.year.pages.trees import Tree, trees
from duban.accountability.selectors.year.scope import (
    confirmed_results,
    organ_of,
    runs_years,
    said_of,
    visible_results,
    words_of,
)
from duban.acts.gate.permits import may_start
from duban.acts.sight.visibility import may_see, visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.people.standing import Function
from duban.mechanism.rulings.year_end import CONFLICT, only_for_org_dept, organs_for
from duban.shared.actor import Actor
from duban.shared.errors import NotFound
from duban.shared.pages import Page, bounds

_ALL = "没有找到，或不在您的范围内。"


def years_known(*, actor: Actor) -> tuple[int, ...]:
    """The years that there are, the latest first; none for those whose pages they are not."""
    if not runs_years(actor):
        return ()
    rows = Year.objects.filter(jurisdiction_id=actor.jurisdiction_id)
    return tuple(rows.order_by("-year").values_list("year", flat=True))


def year_of_ref(*, actor: Actor, ref: str) -> int:
    """The year that an address means by the reference of the year itself or of one of its runs."""
    if runs_years(actor):
        year = Year.objects.filter(
            Q(ref=ref) | Q(runs__ref=ref), jurisdiction_id=actor.jurisdiction_id
        ).first()
        if year is not None:
            return year.year
    raise NotFound(_ALL)


@clause("7.2.1", "7.2.3", "7.3.1")
def year_view(*, actor: Actor, year: int, where: ResultFilter, number: int = 1, size: int = 25) -> YearView:
    """A year for the two organs; NotFound for everybody else."""
    if not runs_years(actor):
        raise NotFound(_ALL)
    number, size, start = bounds(number, size)
    known = list(Year.objects.filter(jurisdiction_id=actor.jurisdiction_id).order_by("-year"))
    row = next((one for one in known if one.year == year), None)
    runs = list(YearRun.objects.filter(year=row).select_related("year").order_by("-pk")) if row else []
    current = next((one for one in runs if row and one.pk == row.run_id), None)
    confirmed = list(Confirmation.objects.filter(run=current).order_by("at")) if current else []
    page: Page[ResultRow] = Page((), number, size, 0)
    fallen: Mapping[str, Collection[Subject]] = {}
    waiting = 0
    if current is not None:
        rows = _narrowed(visible_rows(actor, "yearresult").filter(run=current), where)
        changed = holding(actor.jurisdiction_id, [current.year])
        fallen, waiting = fallen_since(current, changed), changed.waiting
        rows = _without(rows, fallen.get(where.code, ()))
        ordered = rows.select_related("run", "run__year").order_by("-subject_kind", "rank", "pk")
        shown = as_they_hold(ordered[start : start + size], changed)
        page = Page(tuple(_rows(actor, current, confirmed, shown)), number, size, rows.count())
    organ = organ_of(actor)
    return YearView(
        year=year,
        ref=row.ref if row else "",
        version=row.version if row else 0,
        state=row.state if row else "open",
        state_label=state_label("year", row.state if row else "open"),
        closed_on=row.closed_on if row else None,
        closed_by=row.closed_by if row else "",
        run=run_row(actor, current, current) if current else None,
        runs=tuple(run_row(actor, one, current) for one in runs),
        confirmed=tuple(_confirmed(actor, one) for one in confirmed),
        counts=_counts(actor, current, fallen),
        page=page,
        years=tuple(one.year for one in known),
        corrections=waiting,
        buttons=buttons_on(actor, "year", row) if row else (),
        may_run=may_start(actor, "yearrun.start")
        and (row is None or row.state not in states_of("year", "closed")),
        organ=organ.label if organ else "",
    )


def _narrowed(rows: QuerySet[YearResult], where: ResultFilter) -> QuerySet[YearResult]:
    if where.text:
        rows = rows.filter(name__contains=where.text.replace(" ", ""))
    if where.kind in ("unit", "person"):
        rows = rows.filter(subject_kind=where.kind)
    if where.code:
        rows = rows.filter(codes__contains=f",{where.code},")
    if where.only == "pending":
        rows = rows.filter(provisional=True)
    if where.only == "conflict":
        rows = rows.filter(conflict=True)
    if where.only == "recommend":
        rows = rows.filter(recommend=True)
    if where.only == "objected":
        rows = rows.filter(pk__in=Verdict.objects.filter(agreed=False, replaced_at=None).values("result_id"))
    return rows


def _without(rows: QuerySet[YearResult], gone: Collection[Subject]) -> QuerySet[YearResult]:
    for kind in ("person", "unit"):
        keys = [key for one, key in gone if one == kind]
        rows = rows.exclude(**{f"{kind}_id__in": keys}) if keys else rows
    return rows


def _rows(
    actor: Actor, run: YearRun, confirmed: list[Confirmation], shown: list[YearResult]
) -> Iterable[ResultRow]:
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for one in Verdict.objects.filter(result__in=shown, replaced_at=None):
        verdicts[one.result_id].append(one)
    done = [one.organ for one in confirmed]
    appealed = appealed_of(shown)
    for row in shown:
        items = tuple(
            item_row(item, said_of(row, item, done, verdicts[row.pk]), appealed)
            for item in visible_results(actor, row)
        )
        yield ResultRow(
            ref=row.ref,
            kind=row.subject_kind,
            name=row.name,
            title=row.title,
            items=items,
            flag=APPEALING if any(item.flag for item in items) else "",
            conflict=row.conflict and not all(item.settled for item in items if item.code == CONFLICT),
            recommend=row.recommend,
        )


def _confirmed(actor: Actor, row: Confirmation) -> Confirmed:
    shown = tuple(
        one
        for one in row.exceptions
        if organ_of(actor) is Function.ORG_DEPT or not one["code"].startswith(("L_ADVISE", "L_POSITIVE"))
    )
    return Confirmed(Function(row.organ).label, row.count, row.by, row.at, shown)


def _counts(
    actor: Actor, run: YearRun | None, fallen: Mapping[str, Collection[Subject]]
) -> tuple[CountRow, ...]:
    """How many results there are of each code that the actor may see, without those that fell; units first."""
    whole = organ_of(actor) is Function.ORG_DEPT
    rows = [CountRow(*row) for row in (run.counts if run else {}).values()]
    left = [
        replace(row, count=row.count - sum(kind == row.kind for kind, _ in fallen.get(row.code, ())))
        for row in rows
    ]
    seen = [row for row in left if row.count and (whole or not only_for_org_dept(row.clause))]
    return tuple(sorted(seen, key=lambda row: (row.kind != "unit", row.clause, row.code)))


@clause("7.2.1", "7.2.3", "7.3.2", "8")
def result_view(*, actor: Actor, ref: str) -> tuple[ResultView, tuple[tuple[Item, Tree], ...]]:
    """One subject's results with the tree of each: for the organs as they stand, for the subject what was confirmed."""
    row = (
        YearResult.objects.filter(jurisdiction_id=actor.jurisdiction_id, ref=ref)
        .select_related("run", "run__year")
        .first()
    )
    if row is None or not may_see(actor, "yearresult", row):
        raise NotFound(_ALL)
    as_they_hold([row])
    inside = runs_years(actor)
    confirmed, verdicts = words_of(row)
    shown = visible_results(actor, row) if inside else confirmed_results(row, confirmed, verdicts)
    appealed = appealed_of([row])
    items = tuple(item_row(item, said_of(row, item, confirmed, verdicts), appealed) for item in shown)
    keys, year = {item.key for item in items}, row.run.year
    view = ResultView(
        ref=ref,
        year=row.year,
        year_ref=year.ref,
        state=year.state,
        kind=row.subject_kind,
        name=row.name,
        title=row.title,
        items=items,
        flag=APPEALING if any(item.flag for item in items) else "",
        recommend=row.recommend,
        advices=tuple((one.organ, one.number, one.dated_on) for one in Advice.objects.filter(result=row)),
        spoken=tuple(
            _spoken(one, row)
            for one in sorted(verdicts, key=lambda one: one.at)
            if inside and one.code in keys
        ),
        corrections=correction_rows(actor, corrections_of(actor, year, row.subject_key)),
        superseded=year.run_id != row.run_id,
        pack_hash=row.pack_hash,
        as_of=row.run.as_of,
        buttons=buttons_on(actor, "yearresult", row) if inside and _in_hand(year, row) else (),
        inside=inside,
    )
    return view, trees(row, items, row.year)


def exceptions_of(run_id: int, organ: Function) -> list[dict[str, str]]:
    """What an organ does not agree with in a run, with its reasons."""
    rows = Verdict.objects.filter(run_id=run_id, organ=organ.value, agreed=False, replaced_at=None)
    return [
        {
            "ref": one.result.ref,
            "name": one.result.name,
            "code": one.code,
            "label": _label(one.result, one.code),
            "reason": one.reason,
        }
        for one in rows.select_related("result").order_by("pk")
    ]


@clause("7.2.1", "7.2.3")
def lines_to_confirm(actor: Actor, year: Year) -> Iterable[tuple[str, str]]:
    """Each result in hand on which the actor's organ has the say: whose it is, what it says and by which documents."""
    organ, rows = organ_of(actor), visible_rows(actor, "yearresult").filter(run_id=year.run_id)
    ordered = rows.select_related("run", "run__year").order_by("-subject_kind", "rank", "pk")
    for row in as_they_hold(ordered):
        for item in visible_results(actor, row):
            if organ in organs_for(row.subject_kind, item["code"], item["clause"]):
                yield row.name, f"{item['label']}（{item['cite']}）：{'、'.join(item['documents'])}"


def exceptions_in_hand(actor: Actor, year: Year) -> list[dict[str, str]]:
    """What the actor's organ does not agree with in the proposals before it."""
    organ = organ_of(actor)
    return exceptions_of(year.run_id, organ) if organ is not None and year.run_id else []


def _label(row: YearResult, code: str) -> str:
    return next((item["label"] for item in row.results if item["key"] == code), code)


def appealed_of(rows: Iterable[YearResult]) -> frozenset[int]:
    """The rulings behind some results on which an appeal runs today, in one statement."""
    rulings = {ruling for row in rows for item in row.results for ruling in item["rulings"]}
    return frozenset(open_appeals(sorted(rulings))) if rulings else frozenset()


def _in_hand(year: Year, row: YearResult) -> bool:
    return year.state in states_of("year", "in_hand") and year.run_id == row.run_id


def _spoken(one: Verdict, row: YearResult) -> Spoken:
    word = "处理冲突" if one.choice else "同意" if one.agreed else "不同意"
    return Spoken(
        Function(one.organ).label, _label(row, one.code), word, one.reason, one.choice, one.by, one.at
    )
