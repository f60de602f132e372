"""The parameters of articles 七 to 九, resolved once for a pack and a year, so that each subject is judged quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from duban.mechanism.clauses import clause
from duban.mechanism.consequences.history import Event, Override
from duban.mechanism.dates.months import months_after
from duban.mechanism.parameters import Pack, Use
from duban.mechanism.rulings import sanctions
from duban.mechanism.rulings.sanctions import DISCIPLINE, ORGANISATIONAL, SanctionKind, Scale, Target

CALENDAR, ROLLING, PACK_YEAR = "calendar_year", "rolling_12m", "pack_year"
_ALREADY_REMOVED = ("免职", "降职")


@dataclass(frozen=True, eq=False)
class Rules:
    """What a pack says about a year. Sets hold keys of the sanctions; grades stand best first."""

    pack: Pack
    year: int
    on: date
    kinds: dict[str, SanctionKind]
    window: str
    years: int
    basis: str
    cutoff: date | None
    once: bool
    together: bool
    count_pending: bool
    count_superior: bool
    since: date | None
    until: date | None
    block: bool
    handlers: bool
    inherits: bool
    listings: bool
    unit_kinds: frozenset[str]
    recommend: frozenset[str]
    caps: tuple[int, int]
    grades: tuple[str, ...]
    circular: frozenset[str]
    counting: frozenset[str]
    once_from: int
    cancel_from: int
    party: frozenset[str]
    gov: frozenset[str]
    org: frozenset[str]
    taken: frozenset[str]
    removed: frozenset[str]
    sanctioned: frozenset[str]
    one_bonus: bool
    superior_known: bool
    lag_quarters: int
    lagging: int
    overrides: tuple[Override, ...]

    def value(self, key: str) -> Any:
        """The value of a parameter as it is used here."""
        return self.pack.get(key, self.on)

    def use(self, key: str) -> Use:
        """The parameter as it is used here, in words and with its source."""
        return self.pack.use(key, self.on)

    def word(self, kind: str) -> str:
        """The word of a kind."""
        return self.kinds[kind].word

    def day(self, event: Event) -> date:
        """The day that places an event and tells which rule was in force."""
        if self.basis == "decision_made" and event.decided_on is not None:
            return event.decided_on
        return event.on

    @clause("7.2.1", "7.2.5")
    def year_of(self, event: Event) -> int:
        """The year to which an event belongs (A1, A2, A3)."""
        if self.basis == "conduct" and event.conduct_year is not None:
            return event.conduct_year
        day = self.day(event)
        if self.cutoff is not None and self._pulled_back(event, day):
            return day.year - 1
        return self.label(day)

    def _pulled_back(self, event: Event, day: date) -> bool:
        cutoff = self.cutoff
        return (
            cutoff is not None
            and day.year == cutoff.year
            and day <= cutoff
            and event.conduct_year == day.year - 1
        )

    def label(self, day: date) -> int:
        """The assessment year of a day: the calendar year, or the year in which its year of the notice began."""
        if self.window == PACK_YEAR and self.since is not None:
            begins = months_after(self.since, 12 * (day.year - self.since.year))
            return day.year if day >= begins else day.year - 1
        return day.year

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day of the assessment year."""
        if self.window == PACK_YEAR and self.since is not None:
            first = months_after(self.since, 12 * (self.year - self.since.year))
            after = months_after(self.since, 12 * (self.year + 1 - self.since.year))
            return first, date.fromordinal(after.toordinal() - 1)
        return date(self.year, 1, 1), date(self.year, 12, 31)

    @clause("9")
    def out_of_force(self, day: date, conduct_year: int | None = None) -> str:
        """Why the notice does not apply to a day: before it took effect (A41), or after the trial (A40)."""
        if self.since is not None:
            if day < self.since:
                return f"早于施行日期{self.since:%Y-%m-%d}，不溯及既往（九）"
            if self.basis == "conduct" and conduct_year is not None and conduct_year < self.since.year:
                return f"行为在{conduct_year}年，早于施行日期{self.since:%Y-%m-%d}，不溯及既往（九）"
        if self.block and self.until is not None and day > self.until:
            return f"试行期已于{self.until:%Y-%m-%d}届满，没有延期文件（九）"
        return ""


@lru_cache(maxsize=128)
def rules_for(pack: Pack, year: int, on: date | None = None) -> Rules:
    """The rules of a year as the pack stands on its last day (or on the day given)."""
    at = on or date(year, 12, 31)
    known = {one.key: one for one in sanctions.kinds(pack, at)}

    def get(key: str) -> Any:
        return pack.get(key, at)

    return Rules(
        pack=pack,
        year=year,
        on=at,
        kinds=known,
        window=get("count_window"),
        years=get("count_years"),
        basis=get("date_basis"),
        cutoff=get("cutoff_date_for_previous_year"),
        once=get("same_matter") == "once",
        together=get("same_matter_kinds") == "together",
        count_pending=get("count_pending"),
        count_superior=get("count_superior_decisions"),
        since=get("effective_from"),
        until=get("effective_to"),
        block=get("after_expiry") == "block",
        handlers=get("apply_to_handlers"),
        inherits=get("successor_inherits"),
        listings=get("listing_counts_as_circular"),
        recommend=frozenset(get("recommend_only_kinds")),
        caps=(get("unit_cap_first_count"), get("unit_cap_second_count")),
        grades=get("grade_ladder"),
        once_from=get("circular_once_count"),
        cancel_from=get("circular_cancel_count"),
        one_bonus=get("bonus_items") == "one",
        superior_known=get("superior_rules_confirmed"),
        lag_quarters=get("long_lag_quarters"),
        lagging=len(get("evaluation_values")) - 1,
        overrides=tuple(_override(row) for row in get("overrides")),
        **_sets(tuple(known.values()), get),
    )


def _sets(known: tuple[SanctionKind, ...], get: Callable[[str], Any]) -> dict[str, frozenset[str]]:
    """The kinds that each rule speaks of."""
    circular = _persons(known, get("circular_kinds"))
    units = [one for one in known if one.target is Target.UNIT]
    heavy = (*DISCIPLINE, Scale.ADMONITION)
    return {
        "unit_kinds": frozenset(one.key for one in units if one.word in get("unit_accountability_kinds")),
        "circular": circular,
        "counting": circular | _persons(known, get("count_kinds")),
        "party": _from(known, (Scale.PARTY.label,), get("cancel_party_from"), get),
        "gov": _from(known, get("cancel_gov_ladders"), get("cancel_gov_from"), get),
        "org": _persons(known, get("cancel_org_kinds")),
        "taken": frozenset(one.key for one in known if one.scale in ORGANISATIONAL),
        "removed": _persons(known, _ALREADY_REMOVED),
        "sanctioned": frozenset(one.key for one in known if one.scale in heavy),
    }


def _persons(known: Iterable[SanctionKind], words: Iterable[str]) -> frozenset[str]:
    wanted = set(words)
    return frozenset(one.key for one in known if one.target is Target.PERSON and one.word in wanted)


def _from(
    known: Iterable[SanctionKind], scales: Iterable[str], level: str, get: Callable[[str], Any]
) -> frozenset[str]:
    """The kinds of some scales from a level on; the level itself only where 以上 is inclusive (A38)."""
    found: set[str] = set()
    for name in scales:
        scale = sorted((one for one in known if one.scale.label == name), key=lambda one: one.rank)
        base = next((one.rank for one in scale if one.level == level), None)
        if base is not None:
            found |= {
                one.key
                for one in scale
                if one.rank > base or (one.rank == base and get("threshold_inclusive"))
            }
    return frozenset(found)


def _override(row: Mapping[str, Any]) -> Override:
    written = row.get("value", "true")
    return Override(
        source=row["source"],
        target=row["target"],
        value={"true": True, "false": False}.get(written, written),
        measures=row.get("measures", ()),
        since=row.get("since"),
        until=row.get("until"),
        level=row["level"],
        priority=row.get("priority"),
    )
