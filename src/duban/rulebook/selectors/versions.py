"""Versions of the rules as pages show them: those kept, two of them compared, and a draft with what it would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duban.acts.gate.entry import open_acts
from duban.acts.gate.permits import roles_toward
from duban.acts.sight.visibility import seen_row, visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import state_label, states_of
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.parameters import PARAMETERS, Pack
from duban.mechanism.versions.changing import FIXED, Changed, changed, first_day
from duban.rulebook.facts import faults
from duban.rulebook.models import DraftChange, DraftCheck, PackDraft, PackOrigin
from duban.rulebook.models import Pack as PackRow
from duban.rulebook.policies import sees_past_results, sees_reserved
from duban.rulebook.selectors.book import book, pack_by_hash
from duban.rulebook.selectors.drafts import base_of, candidate_of, open_changes
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import NotFound


@dataclass(frozen=True)
class VersionLine:
    """A kept pack: since when, from what, made by whom; `current` is the one in force today, `place` counts from 1."""

    hash: str
    since: date
    source: str
    kind: str
    by: str
    at: datetime | None
    place: int
    current: bool
    coming: bool
    base_hash: str
    draft_ref: str


@dataclass(frozen=True)
class HistoryLine:
    """A value that a parameter has had, or will have: since when, in words, why, and since which version it is there."""

    since: date
    text: str
    source: str
    reason: str
    version: str
    current: bool


@dataclass(frozen=True)
class ChangeLine:
    """What differs between two versions, with who made the change and when (of a draft)."""

    changed: Changed
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Comparison:
    """Two versions, article by article."""

    before: VersionLine
    after: VersionLine
    on: date
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class YearCheck:
    """A past year under both versions. `hidden` counts results that this reader may not see."""

    year: int
    subjects: int
    differences: tuple[Mapping[str, Any], ...]
    hidden: int


@dataclass(frozen=True)
class CheckView:
    """What trying a draft found. `current` says that it was this very content."""

    by: str
    at: datetime
    finished_at: datetime | None
    fault: str
    current: bool
    scenarios: tuple[Mapping[str, Any], ...]
    years: tuple[YearCheck, ...]

    @property
    def changing(self) -> tuple[Mapping[str, Any], ...]:
        """The scenarios that the two versions judge differently."""
        return tuple(each for each in self.scenarios if each["because"])

    @property
    def differing(self) -> int:
        """How many results of past years differ, shown or not."""
        return sum(len(each.differences) + each.hidden for each in self.years)


@dataclass(frozen=True)
class DraftLine:
    """A draft in the list of drafts."""

    ref: str
    title: str
    effective_on: date
    state: str
    state_label: str
    entered_by: str
    changes: int


@dataclass(frozen=True)
class DraftView:
    """A drafted version whole: what it changes, whether it holds together, what it would do, who may do what."""

    ref: str
    version: int
    title: str
    reason: str
    effective_on: date
    state: str
    state_label: str
    entered_by: str
    submitted_by: str
    agreed_by: str
    agreed_at: datetime | None
    confirmed_by: str
    confirmed_at: datetime | None
    base_hash: str
    pack_hash: str
    changes: tuple[ChangeLine, ...]
    faults: tuple[str, ...]
    midyear: tuple[str, ...]
    check: CheckView | None
    acts: tuple[Act, ...]


@clause("9")
def versions(*, actor: Actor) -> tuple[VersionLine, ...]:
    """Every kept pack of the county, the earliest first."""
    today = clock.today()
    entry = book(actor.jurisdiction_id).on(today)
    now = entry[1].hash if entry else ""
    rows = PackRow.objects.select_related("origin", "origin__draft").order_by("pk")
    return tuple(_version(row, place, now, today) for place, row in enumerate(rows, 1))


def _version(row: PackRow, place: int, now: str, today: date) -> VersionLine:
    origin: PackOrigin | None = getattr(row, "origin", None)
    return VersionLine(
        hash=row.hash,
        since=row.effective_from,
        source=row.source,
        kind=origin.get_kind_display() if origin else PackOrigin.Kind.NOTICE.label,
        by=origin.by if origin else "",
        at=origin.at if origin else None,
        place=place,
        current=row.hash == now,
        coming=row.effective_from > today,
        base_hash=origin.base_hash if origin else "",
        draft_ref=origin.draft.ref if origin and origin.draft else "",
    )


def histories(
    pack: Pack, lines: Iterable[VersionLine], jurisdiction_id: int
) -> dict[str, tuple[HistoryLine, ...]]:
    """For each parameter its values by date, each with the version that brought it in."""
    today, first = clock.today(), _first_versions(lines, jurisdiction_id)
    found: dict[str, tuple[HistoryLine, ...]] = {}
    for parameter in pack.parameters:
        in_force = [value for value in parameter.values if value.since <= today]
        found[parameter.key] = tuple(
            HistoryLine(
                since=value.since,
                text=parameter.text(value.value),
                source=value.source,
                reason=value.reason,
                version=first.get((parameter.key, value.since, value.source), ""),
                current=bool(in_force) and value is in_force[-1],
            )
            for value in parameter.values
        )
    return found


def _first_versions(lines: Iterable[VersionLine], jurisdiction_id: int) -> dict[tuple[str, date, str], str]:
    known: dict[tuple[str, date, str], str] = {}
    for line in lines:
        for parameter in pack_by_hash(jurisdiction_id, line.hash).parameters:
            for value in parameter.values:
                known.setdefault((parameter.key, value.since, value.source), f"第{line.place}版")
    return known


@clause("9")
def comparison(*, actor: Actor, before: str = "", after: str = "") -> Comparison | None:
    """Two kept versions compared, by default the last with the one before it; None where there is only one."""
    lines = versions(actor=actor)
    known = {line.hash: line for line in lines}
    if len(lines) < 2 and not before:
        return None
    new = _named(known, after) if after else lines[-1]
    old = _named(known, before) if before else known.get(new.base_hash) or lines[max(0, new.place - 2)]
    on = max(new.since, old.since)
    packs = [pack_by_hash(actor.jurisdiction_id, line.hash) for line in (old, new)]
    return Comparison(old, new, on, tuple(ChangeLine(each) for each in changed(packs[0], on, packs[1], on)))


def _named(known: Mapping[str, VersionLine], wanted: str) -> VersionLine:
    found = [line for hash_, line in known.items() if hash_.startswith(wanted)]
    if len(found) != 1:
        raise NotFound("没有找到这一版本。")
    return found[0]


def drafts(*, actor: Actor) -> tuple[DraftLine, ...]:
    """The drafts that the actor may know of, those under way first."""
    rows = list(visible_rows(actor, "packdraft").order_by("-pk"))
    counts: dict[int, int] = {}
    for change in DraftChange.objects.filter(draft__in=rows, ended_at=None).values_list(
        "draft_id", flat=True
    ):
        counts[change] = counts.get(change, 0) + 1
    lines = [
        DraftLine(
            ref=row.ref,
            title=row.title,
            effective_on=row.effective_on,
            state=row.state,
            state_label=state_label("packdraft", row.state),
            entered_by=row.entered_by,
            changes=counts.get(row.pk, 0),
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: line.state in states_of("packdraft", "over")))


@clause("9")
def draft_view(*, actor: Actor, ref: str) -> DraftView:
    """A draft with its comparison and its trial; NotFound where the actor may not know of it."""
    row = _draft_row(actor, ref)
    roles = roles_toward(actor, "packdraft", row)
    rows = open_changes(row)
    base = _base(row)
    pack = candidate_of(row, rows)
    made = {each.key: each for each in rows}
    on = row.effective_on
    return DraftView(
        ref=row.ref,
        version=row.version,
        title=row.title,
        reason=row.reason,
        effective_on=on,
        state=row.state,
        state_label=state_label("packdraft", row.state),
        entered_by=row.entered_by,
        submitted_by=row.submitted_by,
        agreed_by=row.agreed_by,
        agreed_at=row.agreed_at,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
        base_hash=base.hash,
        pack_hash=pack.hash,
        changes=tuple(_line(each, made) for each in changed(base, on, pack, on)),
        faults=faults(pack, on),
        midyear=_midyear(row, rows),
        check=_check(actor, row, pack, roles),
        acts=tuple(open_acts(actor, "packdraft", row)),
    )


def _base(row: PackDraft) -> Pack:
    """The version that a draft was made from: once it is confirmed, the one that it replaced."""
    if row.state in states_of("packdraft", "confirmed"):
        origin = PackOrigin.objects.filter(draft=row).order_by("pk").first()
        if origin is not None:
            return pack_by_hash(row.jurisdiction_id, origin.base_hash)
    return base_of(row.jurisdiction_id, row.effective_on)


def _line(each: Changed, made: Mapping[str, DraftChange]) -> ChangeLine:
    change = made.get(each.key)
    return ChangeLine(each, change.by, change.at) if change is not None else ChangeLine(each)


def _midyear(row: PackDraft, rows: Iterable[DraftChange]) -> tuple[str, ...]:
    """Changed parameters by which a whole year is judged, where the draft begins in the middle of one."""
    on = row.effective_on
    return tuple(PARAMETERS[each.key].title for each in rows if first_day(each.key, on) != on)


def _check(actor: Actor, row: PackDraft, pack: Pack, roles: frozenset[Any]) -> CheckView | None:
    last = DraftCheck.objects.filter(draft=row).order_by("-pk").first()
    if last is None:
        return None
    return CheckView(
        by=last.by,
        at=last.at,
        finished_at=last.finished_at,
        fault=last.fault,
        current=last.pack_hash in (pack.hash, row.submitted_hash),
        scenarios=tuple(last.scenarios),
        years=tuple(_year(each, actor, roles) for each in last.years),
    )


@clause("4.5", "7.1.3")
def _year(given: Mapping[str, Any], actor: Actor, roles: frozenset[Any]) -> YearCheck:
    """A year for this reader: without names where results are not theirs to see, without what is reserved."""
    rows = tuple(given["differences"])
    if not sees_past_results(actor, roles):
        shown: tuple[Mapping[str, Any], ...] = ()
    elif sees_reserved(roles):
        shown = rows
    else:
        shown = tuple(each for each in rows if not each["reserved"])
    return YearCheck(given["year"], given["subjects"], shown, len(rows) - len(shown))


def pack_text(*, actor: Actor, version: str) -> tuple[str, str]:
    """A kept version as the file whose content is hashed: a name for it, and the text."""
    line = _named({line.hash: line for line in versions(actor=actor)}, version)
    return f"pack-{line.hash[:12]}", pack_by_hash(actor.jurisdiction_id, line.hash).dumps()


def values_in_draft(*, actor: Actor, ref: str) -> dict[str, Any]:
    """Every parameter's value as a draft has it on its day."""
    row = _draft_row(actor, ref)
    pack = candidate_of(row, open_changes(row))
    held = {each.key for each in pack.parameters if any(v.since <= row.effective_on for v in each.values)}
    return {key: pack.get(key, row.effective_on) for key in PARAMETERS if key in held}


def _draft_row(actor: Actor, ref: str) -> PackDraft:
    row: PackDraft = seen_row(actor, "packdraft", ref=ref)
    return row


def editable(*, actor: Actor, ref: str, key: str) -> dict[str, Any]:
    """One parameter of a draft as its form opens: what it is, its value now, and what the draft says already.

    `open` says whether this actor may change it now, `fixed` why nobody may.
    """
    row = _draft_row(actor, ref)
    if key not in PARAMETERS:
        raise NotFound("没有这个参数。")
    use = base_of(row.jurisdiction_id, row.effective_on).use(key, row.effective_on)
    change = next((each for each in open_changes(row) if each.key == key), None)
    pack = candidate_of(row, open_changes(row))
    return {
        "parameter": PARAMETERS[key],
        "now": use,
        "value": pack.get(key, row.effective_on),
        "source": change.source if change else "",
        "reason": change.reason if change else "",
        "fixed": FIXED.get(key, ""),
        "open": any(act.key == "packdraft.set" for act in open_acts(actor, "packdraft", row)),
        "draft": row.title,
        "version": row.version,
        "effective_on": row.effective_on,
    }
