"""The kinds of sanctions (六): each on its scale, with rank, period of effect, who may impose it, and its basis.

A level alone says nothing: 警告 stands on the scale of the Party and on that of the state. The type is the kind,
which is (scale, level). All of it is data of the pack (`sanction_kinds`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from duban.mechanism.clauses import clause
from duban.mechanism.dates.months import months_after
from duban.mechanism.decision import Decision, Reason, decide, holds
from duban.mechanism.parameters import Pack, default_pack

PARAMETER = "sanction_kinds"
_COUNTY_LEVEL = "县"


class Target(Enum):
    """Whom a kind is for."""

    UNIT = "unit"
    PERSON = "person"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return "单位" if self is Target.UNIT else "人员"


class Scale(Enum):
    """The scales. 免职 is a measure of the organisation, 撤职 a sanction: neither is the other."""

    UNIT = "unit"
    CIRCULAR = "circular"
    ADMONITION = "admonition"
    ORG_ADJUSTMENT = "org_adjustment"
    ORG_MEASURE = "org_measure"
    PARTY = "party"
    GOV = "gov"
    CIVIL = "civil"
    INSTITUTION = "institution"
    SOE = "soe"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _SCALE_LABELS[self]


_SCALE_LABELS = {
    Scale.UNIT: "对单位问责",
    Scale.CIRCULAR: "通报",
    Scale.ADMONITION: "诫勉",
    Scale.ORG_ADJUSTMENT: "组织调整",
    Scale.ORG_MEASURE: "组织处理",
    Scale.PARTY: "党纪处分",
    Scale.GOV: "政务处分",
    Scale.CIVIL: "公务员处分",
    Scale.INSTITUTION: "事业单位工作人员处分",
    Scale.SOE: "国有企业管理人员处分",
}
ORGANISATIONAL = frozenset({Scale.ORG_ADJUSTMENT, Scale.ORG_MEASURE})
DISCIPLINE = frozenset({Scale.PARTY, Scale.GOV, Scale.CIVIL, Scale.INSTITUTION, Scale.SOE})
ONE_SANCTION = (
    frozenset({Scale.PARTY}),
    frozenset({Scale.GOV, Scale.CIVIL, Scale.INSTITUTION, Scale.SOE}),
)
"""Ladders of which one decision takes one sanction, the heaviest; no act is sanctioned twice by the state, a sanction of
the Party may stand beside it (《公职人员政务处分法》第十五条、第十六条；《中国共产党纪律处分条例》合并处理的规定)."""


class UnknownKind(LookupError):
    """A kind of sanction that the pack does not have."""


@dataclass(frozen=True)
class SanctionKind:
    """One kind. `word` names it without doubt (党内警告), `level` is its bare name on the scale (警告).

    `rank` orders the scale from the lightest, `weight` orders all kinds of one target; `months` is the period of
    effect from the day of effect (None: the decision itself says it, or there is none). `categories` are the
    personnel categories to whom it applies (empty: all), `issuers` the county organs that may impose it, `route` its
    remedy, `basis` the text it rests on.
    """

    key: str
    word: str
    level: str
    scale: Scale
    rank: int
    weight: int
    target: Target
    months: int | None
    categories: tuple[str, ...]
    issuers: tuple[str, ...]
    route: str
    basis: str

    @property
    def full(self) -> str:
        """The word with its target: 单位：通报, 人员：通报."""
        return f"{self.target.label}：{self.word}"


def kinds(pack: Pack | None = None, on: date | None = None) -> tuple[SanctionKind, ...]:
    """All kinds of a pack as of a day (latest values without one), in the order of the pack."""
    return tuple(_table(pack or default_pack(), on or date.max).values())


def kind(key: str, pack: Pack | None = None, on: date | None = None) -> SanctionKind:
    """A kind by its key. Raises `UnknownKind`."""
    try:
        return _table(pack or default_pack(), on or date.max)[key]
    except KeyError:
        raise UnknownKind(f"没有“{key}”这种处理方式") from None


def kind_of_word(word: str, target: Target, pack: Pack | None = None, on: date | None = None) -> SanctionKind:
    """A kind by its word for a unit or a person: 党内警告, 通报. Raises `UnknownKind`."""
    for one in kinds(pack, on):
        if one.target is target and word in _words(one):
            return one
    raise UnknownKind(f"对{target.label}没有“{word}”这种处理方式")


def _words(one: SanctionKind) -> tuple[str, ...]:
    """How a kind may be called; the bare level (警告) only where no other scale has such a one."""
    return (one.word, one.level) if one.scale is Scale.ORG_ADJUSTMENT else (one.word,)


@clause("6.5")
def kinds_for(
    target: Target, category: str = "", pack: Pack | None = None, on: date | None = None
) -> tuple[SanctionKind, ...]:
    """The kinds that fit a unit, or a person of a personnel category (empty: any), lightest first."""
    fitting_ones = [
        one
        for one in kinds(pack, on)
        if one.target is target and (not category or not one.categories or category in one.categories)
    ]
    return tuple(sorted(fitting_ones, key=lambda one: one.weight))


def scale_of(scale: Scale, pack: Pack | None = None, on: date | None = None) -> tuple[SanctionKind, ...]:
    """The kinds of one scale, lightest first."""
    return tuple(sorted((one for one in kinds(pack, on) if one.scale is scale), key=lambda one: one.rank))


def issuers(pack: Pack | None = None, on: date | None = None) -> tuple[str, ...]:
    """The county organs that may impose some kind, each once, in the order of the pack."""
    return tuple(dict.fromkeys(organ for one in kinds(pack, on) for organ in one.issuers))


@clause("6.5")
def effect_until(one: SanctionKind, effective_on: date, months: int | None = None) -> date | None:
    """The last day of the period of effect: the kind's months, or those that the decision itself states.

    None where neither gives a period. The period stands on the record, since a decision may set another (a removal
    from Party posts of somebody who holds none becomes 严重警告 with two years).
    """
    length = one.months if months is None else months
    return months_after(effective_on, length) if length else None


@clause("6.5")
def too_many(found: Iterable[SanctionKind]) -> tuple[SanctionKind, ...]:
    """Those kinds of which one decision would take only one: 警告 beside 记过, 政务处分 beside 处分 of the own organ."""
    kept = list(found)
    groups = ([one for one in kept if one.scale in scales] for scales in ONE_SANCTION)
    return tuple(one for group in groups if len(group) > 1 for one in group)


@clause("6.4", "6.5")
def fitting(
    keys: Sequence[str],
    *,
    target: Target,
    category: str,
    level: str,
    issuer: str,
    pack: Pack | None = None,
    on: date | None = None,
) -> Decision:
    """Do kinds fit the subject, its personnel category and the organ that decides.

    Who may impose is asked of county organs only (`level` 县); a joint issuer (甲、乙) suffices if one of them may.
    """
    table = _table(pack or default_pack(), on or date.max)
    known = [table[key] for key in keys if key in table]
    strange = [key for key in keys if key not in table]
    return decide(
        "处理方式",
        [
            _fits("6.5", "方式在规定的种类以内", [f"“{key}”" for key in strange], "不在种类以内。"),
            _fits(
                "6.5",
                "方式与对象相符",
                [one.full for one in known if one.target is not target],
                f"不适用于{target.label}。",
            ),
            _fits(
                "6.5",
                "方式与人员类别相符",
                [one.word for one in known if one.categories and category not in one.categories],
                f"不适用于{category or '未写明类别的人员'}。",
            ),
            _fits(
                "6.5",
                "同一类别的处分只给一种",
                [one.word for one in too_many(known)],
                "不能并列，只填最重的一种；党纪处分和政务处分可以并列。",
            ),
            _within_power(known, level, issuer),
        ],
    )


def _within_power(known: Iterable[SanctionKind], level: str, issuer: str) -> Reason:
    organs = set(issuer.split("、"))
    beyond = [one for one in known if level == _COUNTY_LEVEL and not organs & set(one.issuers)]
    return _fits(
        "6.4",
        "作出决定的机关有权采取",
        [f"{one.word}（{'、'.join(one.issuers)}）" for one in beyond],
        f"不由{issuer}采取。",
        "issuer",
    )


def _fits(clause_id: str, condition: str, wrong: list[str], tail: str, field: str = "kinds") -> Reason:
    finding = "、".join(wrong) + tail if wrong else "相符。"
    return Reason(clause_id, condition, holds(not wrong), finding, params=(PARAMETER,), field=field)


@lru_cache(maxsize=512)
def _table(pack: Pack, on: date) -> Mapping[str, SanctionKind]:
    return MappingProxyType(
        {
            row["key"]: SanctionKind(
                key=row["key"],
                word=row["word"],
                level=row["level"],
                scale=Scale(row["ladder"]),
                rank=row["rank"],
                weight=row["weight"],
                target=Target(row["subject"]),
                months=row.get("months"),
                categories=row["categories"],
                issuers=row["issuers"],
                route=row["route"],
                basis=row["basis"],
            )
            for row in pack.get(PARAMETER, on)
        }
    )
