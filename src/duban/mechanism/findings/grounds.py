"""The items of article 五: which facts each asks for, and what only warns."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.dates.expiry import expired_since
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.parameters import Pack

_ENTERER = (Remedy("登记待核情形的督查员"),)


@dataclass(frozen=True)
class Grounded:
    """The judgement on an item: whether it may be entered, the text that states it, and warnings that never suppress."""

    decision: Decision
    text: str
    warnings: tuple[str, ...] = ()


def _written(clause_id: str, what: str, text: str, field: str, words: str = "") -> Reason:
    given = bool(text.strip())
    return Reason(
        clause_id,
        f"写明{what}",
        holds(given),
        "已写明。" if given else f"{what}为空。",
        words=words,
        remedies=_ENTERER,
        field=field,
    )


def _unended(words: str) -> str:
    """The words without the stop that they bring along, since the sentence goes on."""
    return words.strip().rstrip("。；;")


def _documented(clause_id: str, document: str, has_file: bool) -> Reason:
    given = bool(document.strip()) and has_file
    return Reason(
        clause_id,
        "有文件为证",
        holds(given),
        f"{document}。" if given else "没有文件名称或者没有扫描件。",
        remedies=_ENTERER,
        field="file" if document.strip() else "document",
    )


@clause("5.1")
def expired_listing(
    number: str, deadline: date, reported_on: date | None, verified: bool | None, as_of: date
) -> Grounded:
    """5.1: the limit of a listing has passed without accepted completion, dated by the rules of expiry (A22)."""
    since = expired_since(deadline, reported_on, verified, as_of)
    text = f"‹挂牌督办›{number}办理时限{deadline:%Y-%m-%d}届满，仍未完成整改"
    reason = Reason(
        "5.1",
        "‹挂牌›期满仍未完成整改",
        holds(since is not None),
        f"自{since:%Y-%m-%d}起。" if since else "时限未过，或期满前已报完成而待核查。",
        words="‹挂牌督办›期限届满",
        params=("expiry_semantics",),
    )
    return Grounded(decide("列为待核情形", [reason]), text)


@clause("5.2")
def superior_action(
    *,
    target: str,
    kind: str,
    organ: str,
    causation: str,
    document: str,
    has_file: bool,
    pack: Pack,
    on: date,
) -> Grounded:
    """5.2: the county was listed, interviewed or held accountable, or its main leaders interviewed or held accountable.

    A listing does not apply to persons. That the unit caused it is a written finding of the office (A27).
    """
    key = "superior_actions_leader" if target == "leader" else "superior_actions_county"
    kinds = pack.get(key, on)
    whom = "县委、县政府主要领导" if target == "leader" else "县委、县政府"
    decision = decide(
        "登记五（二）情形",
        [
            Reason(
                "5.2",
                f"上级对{whom}采取了所列方式",
                holds(kind in kinds),
                f"“{kind or '未选'}”。所列：{'、'.join(kinds)}。",
                words="被上级",
                remedies=_ENTERER,
                params=(key,),
                field="leader_kind" if target == "leader" else "county_kind",
            ),
            _written("5.2", "因果认定", causation, "causation", words="导致"),
            _documented("5.2", document, has_file),
        ],
    )
    return Grounded(decision, f"因落实不力导致{whom}被{organ}{kind}（{document}）：{causation}")


def rank_from_bottom(rank: int, total: int, tied: int) -> int:
    """The competition rank counted from the last place: one more than those strictly behind; 1 is the last."""
    return total - rank - tied + 1


@clause("5.3")
def ranking(
    *,
    assessor: str,
    subject: str,
    year: int,
    period: str,
    rank: int,
    total: int,
    tied: int,
    leads: bool,
    document: str,
    has_file: bool,
    pack: Pack,
    on: date,
) -> Grounded:
    """5.3: work that the unit leads ranks among the last of the city in a superior annual assessment (A25, A26).

    Small groups and ties carry a warning and never suppress the item; assisting units have none.
    """
    place = rank_from_bottom(rank, total, tied)
    decision = decide(
        "登记五（三）情形",
        [
            *_placed(rank, total, tied, pack.get("bottom_n", on)),
            _yearly(period, pack.get("periods", on)),
            Reason(
                "5.3",
                "由该单位牵头负责",
                holds(leads),
                "牵头负责。" if leads else "只是协同配合，不适用。",
                words="牵头负责",
                field="lead",
            ),
            _documented("5.3", document, has_file),
        ],
    )
    text = (
        f"{year}年度{subject}在{assessor}的考核（通报）中全市排名倒数第{place}名（共{total}家）（{document}）"
    )
    warnings = (*_little_said(total, tied, place, pack.get("min_group", on)), *_before(year, pack, on))
    return Grounded(decision, text, warnings)


def _placed(rank: int, total: int, tied: int, last: int) -> tuple[Reason, Reason]:
    """That the place is one of that many units, and among the last."""
    sound = 1 <= rank <= total and 0 <= tied <= total - rank
    place = rank_from_bottom(rank, total, tied)
    return (
        Reason(
            "5.3",
            "名次与总数相符",
            holds(sound),
            f"第{rank}名，共{total}家，另有{tied}家并列。",
            remedies=_ENTERER,
            field="rank",
        ),
        Reason(
            "5.3",
            f"全市倒数{last}名以内",
            holds(sound and place <= last),
            f"倒数第{place}名（共{total}家）。" if sound else "名次不清。",
            words="倒数",
            remedies=_ENTERER,
            params=("bottom_n",),
            field="rank",
        ),
    )


def _yearly(period: str, periods: Collection[str]) -> Reason:
    return Reason(
        "5.3",
        "年度考核或通报",
        holds(period in periods),
        f"“{period or '未选'}”。只认：{'、'.join(periods)}。",
        words="年度",
        remedies=_ENTERER,
        params=("periods",),
        field="period",
    )


def _little_said(total: int, tied: int, place: int, small: int) -> Iterator[str]:
    if total < small:
        yield f"参加排名的只有{total}家，少于{small}家，名次的意义有限，请一并研判。"
    if tied:
        yield f"另有{tied}家并列，按从末位起的名次计为倒数第{place}名。"


def _before(year: int, pack: Pack, on: date) -> Iterator[str]:
    since = pack.get("effective_from", on)
    if since is not None and year < since.year:
        yield f"{year}年度在本通知施行（{since:%Y-%m-%d}）以前，不溯及既往，请核对能否适用。"


@clause("5.4", "0.2")
def consequences(
    *, behaviour: str, consequence: str, severity: str, document: str, has_file: bool, pack: Pack, on: date
) -> Grounded:
    """5.4: serious adverse consequences, with the kind of behaviour and evidence of severity."""
    kinds = pack.get("behaviour_kinds", on)
    decision = decide(
        "登记五（四）情形",
        [
            Reason(
                "5.4",
                "认定表现",
                holds(behaviour in kinds),
                f"“{behaviour or '未选'}”。通知所列：{'、'.join(kinds)}。",
                remedies=_ENTERER,
                params=("behaviour_kinds",),
                field="behaviour",
            ),
            _written("5.4", "造成的后果", consequence, "consequence", words="不良"),
            _written("5.4", "严重程度及其依据", severity, "severity", words="严重"),
            _documented("5.4", document, has_file),
        ],
    )
    return Grounded(decision, f"{behaviour}，造成严重不良后果：{_unended(consequence)}（{document}）")


@clause("5.5")
def other_circumstance(*, circumstance: str, basis: str, document: str, has_file: bool) -> Grounded:
    """5.5: another circumstance, with a written basis; it always goes to a main leader (A28)."""
    decision = decide(
        "登记五（五）情形",
        [
            _written("5.5", "情形", circumstance, "circumstance"),
            _written("5.5", "书面依据", basis, "basis", words="其他"),
            _documented("5.5", document, has_file),
        ],
    )
    warning = "本情形一律报县委或县政府主要领导同意后移交。"
    return Grounded(decision, f"{_unended(circumstance)}（依据：{_unended(basis)}）", (warning,))
