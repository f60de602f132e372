"""What may be recorded as a ruling, by whom, and how it may change (六)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.findings.docket import Docket
from duban.mechanism.findings.transfer import route_gone, transfer_gate
from duban.mechanism.parameters import Pack
from duban.mechanism.standing import Function

BODIES = (Function.CDI, Function.ORG_DEPT)
_RECORDER = (Remedy("登记的人"),)


@dataclass(frozen=True)
class Recorded:
    """A decision of the competent organ as somebody records it.

    `organ` is the body for which the recorder acts, None where no person of the two bodies does. `authority` is who
    manages the cadre: county, city or vertical; empty for a unit; `named_as` the same by the inquiry that was
    transferred, empty where none names the person. `defence` is heard or waived. `same` are rulings already recorded
    on the same subject, matter and kind.
    """

    organ: Function | None
    person: bool
    level: str
    issuer: str
    number: str
    has_file: bool
    basis: str
    facts: str
    kinds: tuple[str, ...]
    decided_on: date
    effective_on: date
    served_on: date | None
    conduct_year: int
    authority: str = ""
    named_as: str = ""
    defence: str = ""
    same: tuple[str, ...] = ()
    despite_same: bool = False


@clause("6.4", "6.5")
def recorded_in_county(
    given: Recorded, fitting: Decision, docket: Docket, pack: Pack, as_of: date
) -> Decision:
    """May a decision of a county organ be recorded: after a transfer that still stands, by the two bodies, on persons
    whom the county manages, after the subject's own defence.

    `fitting` judges whether the kinds fit subject, organ and personnel category.
    """
    return Decision(
        "登记处理决定",
        (
            *_by_the_bodies(given),
            *transfer_gate(docket, pack, as_of).reasons,
            route_gone(docket),
            Reason(
                "6.4",
                "决定前已听取陈述申辩，或对象书面放弃",
                holds(given.defence in ("heard", "waived")),
                {"heard": "已听取。", "waived": "书面放弃。"}.get(given.defence, "没有写明。"),
                remedies=_RECORDER,
                field="defence",
            ),
            _managed(given),
            *_documented(given, as_of),
            *fitting.reasons,
            _once(given),
        ),
    )


@clause("6.4", "6.5")
def recorded_of_superior(given: Recorded, fitting: Decision, pack: Pack, as_of: date) -> Decision:
    """May a decision of a superior body be entered: by the two bodies, with its document; no transfer is needed (A35)."""
    levels = pack.get("superior_levels", as_of)
    return Decision(
        "登记上级机关的决定",
        (
            *_by_the_bodies(given),
            Reason(
                "6.4",
                "由上级机关作出",
                holds(given.level in levels),
                f"层级“{given.level or '未选'}”。可选：{'、'.join(levels)}。",
                remedies=_RECORDER,
                params=("superior_levels", "count_superior_decisions"),
                field="level",
            ),
            *_documented(given, as_of),
            *fitting.reasons,
            _once(given),
        ),
    )


def _by_the_bodies(given: Recorded) -> tuple[Reason, ...]:
    organ = given.organ.label if given.organ in BODIES and given.organ else ""
    return (
        Reason(
            "6.4",
            "由县纪委监委或县委组织部的人员登记",
            holds(bool(organ)),
            f"{organ}。" if organ else "不是两家的人员。",
            words="县纪委监委会同县委组织部",
            remedies=(Remedy("县纪委监委、县委组织部"),),
        ),
    )


def _managed(given: Recorded) -> Reason:
    other = next((one for one in (given.authority, given.named_as or "county") if one != "county"), "")
    own = not given.person or (given.authority == "county" and not other)
    words = {"city": "市管", "vertical": "上级主管部门管理"}
    finding = f"{words.get(other, '权限未写明')}，县里只能提出建议；上级决定作出后凭文件登记。"
    if other and given.authority == "county":
        finding = f"移送时列明为{words[other]}。{finding}列错的，退回移交，由办公室更正。"
    return Reason(
        "6.4",
        "在县里的干部管理权限以内",
        holds(own),
        "属于县里管理。" if own else finding,
        remedies=(Remedy("县纪委监委、县委组织部", "inquiry.recommend", "登记处理建议"),),
        field="authority",
    )


def _documented(given: Recorded, as_of: date) -> tuple[Reason, ...]:
    numbered = bool(given.number.strip()) and given.has_file and bool(given.issuer.strip())
    in_order = given.decided_on <= given.effective_on <= as_of and (
        given.served_on is None or given.decided_on <= given.served_on <= as_of
    )
    return (
        Reason(
            "6.4",
            "有决定机关、文号和决定书",
            holds(numbered),
            f"{given.issuer}，{given.number}。" if numbered else "机关、文号或决定书不全。",
            remedies=_RECORDER,
            field="file" if given.number.strip() else "number",
        ),
        Reason(
            "6.4",
            "写明认定的事实和适用的条款",
            holds(bool(given.facts.strip()) and bool(given.basis.strip())),
            "已写明。" if given.facts.strip() and given.basis.strip() else "事实或条款为空。",
            remedies=_RECORDER,
            field="facts" if not given.facts.strip() else "basis",
        ),
        Reason(
            "6.4",
            "日期先后相符",
            holds(in_order),
            f"作出 {given.decided_on:%Y-%m-%d}，生效 {given.effective_on:%Y-%m-%d}"
            f"{f'，送达 {given.served_on:%Y-%m-%d}' if given.served_on else ''}。"
            f"{'' if in_order else f'作出在先，生效、送达不早于作出，都不晚于今天（{as_of:%Y-%m-%d}）。'}",
            remedies=_RECORDER,
            field="effective_on",
        ),
        Reason(
            "6.4",
            "行为年度不晚于作出决定的年度",
            holds(1949 < given.conduct_year <= given.decided_on.year),
            f"{given.conduct_year} 年度。"
            if given.conduct_year > 1949
            else f"填的是 {given.conduct_year}，请核对。",
            remedies=_RECORDER,
            field="conduct_year",
        ),
        Reason(
            "6.5",
            "至少一种处理方式",
            holds(bool(given.kinds)),
            f"{len(given.kinds)} 种。",
            words="通报、诫勉",
            remedies=_RECORDER,
            params=("accountability_kinds",),
            field="kinds",
        ),
    )


def _once(given: Recorded) -> Reason:
    clear = not given.same or given.despite_same
    finding = "没有重复登记。" if not given.same else f"已登记：{'；'.join(given.same)}。"
    if given.same and given.despite_same:
        finding += "已确认是另一决定；同一对象、同一事项、同一方式只计一次。"
    return Reason(
        "6.5",
        "同一事实没有重复登记",
        holds(clear),
        finding,
        remedies=(Remedy("登记的人", label="核对后选“确系另一决定”"),),
        params=("same_matter",),
        field="despite_same",
    )


@clause("6.4")
def confirm_gate(recorded_by: Function, confirmed_by: Function | None, same_person: bool) -> Decision:
    """A ruling takes effect here once staff of the other body has confirmed what was recorded."""
    other = confirmed_by in BODIES and confirmed_by is not recorded_by
    return decide(
        "确认处理决定",
        [
            Reason(
                "6.4",
                "由另一家机关的人员确认",
                holds(other),
                f"{recorded_by.label}登记，{confirmed_by.label if confirmed_by else '不明'}确认。",
                words="会同",
                remedies=(Remedy("县委组织部" if recorded_by is Function.CDI else "县纪委监委"),),
            ),
            Reason(
                "6.4",
                "与登记人不是同一人",
                holds(not same_person),
                "不是同一人。" if not same_person else "是同一人。",
            ),
        ],
    )


@clause("6.4")
def not_heavier(heavier: Iterable[str], kinds: int) -> Decision:
    """A change names its new kinds, and none of them (`heavier` lists those) is heavier than what was decided."""
    worse = tuple(heavier)
    named = kinds > 0
    return decide(
        "登记申诉答复",
        [
            Reason(
                "6.5",
                "变更的写明变更后的方式",
                holds(named),
                "已写明。" if named else "没有写明。",
                field="kinds",
            ),
            Reason(
                "6.4",
                "不因申诉加重",
                holds(not worse),
                "没有加重。" if not worse else f"{'、'.join(worse)}重于原决定。",
                field="kinds",
            ),
        ],
    )


@clause("6.4")
def finish_gate(outcome: str, unconfirmed: int, rulings: int, recommendations: int) -> Decision:
    """The procedure ends in what was said: a confirmed ruling, a recommendation, or nothing at all."""
    kept = {
        "decided": rulings > 0,
        "recommended": recommendations > 0 and rulings == 0,
        "none": rulings == 0,
    }.get(outcome, False)
    return decide(
        "办结",
        [
            Reason(
                "6.4",
                "登记的决定都已确认",
                holds(unconfirmed == 0),
                "没有待确认的。" if unconfirmed == 0 else f"尚有 {unconfirmed} 件待另一家确认。",
                remedies=(Remedy("另一家机关", "ruling.confirm", "确认处理决定"),),
            ),
            Reason(
                "6.4",
                "与办理结果相符",
                holds(kept),
                f"决定 {rulings} 件，建议 {recommendations} 件。",
                field="outcome",
            ),
        ],
    )


@clause("6.4")
def reminder_days(accepted_on: date, pack: Pack) -> tuple[date, ...]:
    """The days on which the two bodies, and only they, are reminded of a transfer in hand (A30)."""
    return tuple(
        accepted_on + timedelta(days=days) for days in pack.get("transfer_reminder_days", accepted_on)
    )
