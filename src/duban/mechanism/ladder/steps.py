"""Conditions of the steps on the ladder: recipients, commitment, attendance, extension, feedback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.lifecycles.measures import SPINES, STORY
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function


@clause("3.1.2", "3.1.3")
def side_matches(issuer: Function, leader_sides: frozenset[str], pack: Pack, as_of: date) -> Reason:
    """Approving side and issuing office: the text allows either; crossing is warned of or refused (A10)."""
    side = "party" if issuer is Function.PARTY_OFFICE else "gov"
    same = side in leader_sides or not leader_sides
    blocking = pack.get("issuer_must_match_approver", as_of) == "block"
    finding = (
        "审批领导与发文办公室同属一方。" if same else "审批领导与发文办公室不属同一方，原文允许，提请注意。"
    )
    return Reason(
        "3.1.3",
        "审批领导与发文办公室",
        holds(same or not blocking),
        finding,
        words="以县委办公室或县政府办公室名义",
        remedies=(Remedy("起草人", "", "改由同一方的办公室发文，或者另请领导审批"),),
        params=("issuer_must_match_approver",),
    )


@clause("3.1.4")
@lru_cache(maxsize=1024)
def recipients_known(unit: str, principals: int) -> Reason:
    """A unit without any 主要领导, and without anyone 主持工作, cannot be written to."""
    return Reason(
        "3.1.4",
        "责任单位有主要领导或主持工作的人",
        holds(principals > 0),
        f"{unit}今日在任 {principals} 人。",
        words="责任单位及其主要领导",
        remedies=(Remedy("系统管理员", "post.appoint", "登记任职"),) if not principals else (),
    )


@clause("3.2.7")
def commitment_within(committed_on: date, limit: date, as_of: date) -> Decision:
    """The committed date lies after today and not beyond the measure's limit, unless that was extended."""
    return decide(
        "整改方案",
        [
            Reason(
                "3.2.7",
                "承诺期限不超过措施时限",
                holds(committed_on <= limit),
                f"承诺 {committed_on:%Y-%m-%d}，时限 {limit:%Y-%m-%d}。",
                words="对整治期限作出承诺",
                remedies=(Remedy("责任单位", "", "改承诺日期，或先申请延期"),),
                field="committed_on",
            ),
            Reason(
                "3.2.7",
                "承诺日期在今天以后",
                holds(committed_on >= as_of),
                f"承诺 {committed_on:%Y-%m-%d}。",
                field="committed_on",
            ),
        ],
    )


@clause("3.2.1")
def rescheduling_gate(convener_is_leader: bool, meeting_on: date, limit_on: date) -> Decision:
    """May an interview be put off: on the word of a county leader who convenes it, to a day within its limit."""
    return decide(
        "‹约谈›改期",
        [
            Reason(
                "3.2.1",
                "由召集的县委或县政府领导决定",
                holds(convener_is_leader),
                "召集人当日在县领导名单内。" if convener_is_leader else "所选召集人当日不在县领导名单内。",
                words="由县委或县政府领导召集",
                field="convener",
            ),
            Reason(
                "3.2.7",
                "不晚于整改时限",
                holds(meeting_on <= limit_on),
                f"改到 {meeting_on:%Y-%m-%d}，整改时限 {limit_on:%Y-%m-%d}。",
                field="planned_at",
            ),
        ],
    )


@clause("3.2.1", "3.2.2")
def interview_held(
    convener_is_leader: bool,
    cdi_present: bool,
    org_present: bool,
    excused: frozenset[str],
    principal_present: bool,
) -> Decision:
    """May the interview be recorded as held: convener, both bodies, and the unit's principal leader (A18)."""
    return decide(
        "记录‹约谈›",
        [
            Reason(
                "3.2.1",
                "由县委或县政府领导召集",
                holds(convener_is_leader),
                "召集人当日在县领导名单内。" if convener_is_leader else "所选召集人当日不在县领导名单内。",
                words="由县委或县政府领导召集",
                field="convener",
            ),
            _body_present("县纪委监委", cdi_present, "cdi" in excused, "cdi_people"),
            _body_present("县委组织部", org_present, "org_dept" in excused, "org_people"),
            Reason(
                "3.2.1",
                "责任单位主要领导到场",
                holds(principal_present),
                "已到场。" if principal_present else "到场人员中没有责任单位主要领导。",
                field="unit_people",
            ),
        ],
    )


def _body_present(body: str, present: bool, excused: bool, field: str) -> Reason:
    finding = (
        f"{body}有领导到场。"
        if present
        else (f"{body}缺席，召集人已准许。" if excused else f"{body}没有领导到场。")
    )
    return Reason(
        "3.2.2",
        f"{body}有关领导参加",
        holds(present or excused),
        finding,
        words="县纪委监委、县委组织部有关领导参加",
        remedies=(Remedy("召集人", "interview.excuse", "写明理由准许缺席"),),
        field=field,
        params=("attendance_strict",),
    )


@clause("3.3.8", "3.1.8")
def extension_open(used: int, limit_on: date, pack: Pack, as_of: date) -> Decision:
    """May a later limit be asked for at all: before expiry, and not more often than allowed (A21)."""
    most = pack.get("max_extensions", as_of)
    return decide(
        "申请延期",
        [
            Reason(
                "3.3.8",
                "在期满以前提出",
                holds(as_of <= limit_on),
                f"时限 {limit_on:%Y-%m-%d}，今天 {as_of:%Y-%m-%d}。",
                remedies=(Remedy("责任单位", "", "期满以后不再延期，完成的报告整改完毕"),),
            ),
            Reason(
                "3.3.8",
                f"延期不超过 {most} 次",
                holds(used < most),
                f"已延期 {used} 次。",
                remedies=(Remedy("责任单位", "", "次数已满，按现在的时限办理"),),
                params=("max_extensions",),
            ),
        ],
    )


@clause("3.3.8", "3.1.8")
def extension_gate(used: int, limit_on: date, new_due: date, pack: Pack, as_of: date) -> Decision:
    """May a limit be put off to a day: where a later one may be asked for, to a later day and not too far (A21, A74)."""
    longest = pack.get("extension_most_days", as_of)
    to_a_day = [
        Reason(
            "3.3.8",
            "延期至原时限以后",
            holds(new_due > limit_on),
            f"原时限 {limit_on:%Y-%m-%d}，拟延至 {new_due:%Y-%m-%d}。",
            field="new_due",
        ),
        Reason(
            "3.3.8",
            f"一次延期不超过 {longest} 天",
            holds(new_due <= limit_on + timedelta(days=longest)),
            f"原时限 {limit_on:%Y-%m-%d}，最迟可延至 {limit_on + timedelta(days=longest):%Y-%m-%d}。",
            params=("extension_most_days",),
            field="new_due",
        ),
    ]
    return extension_open(used, limit_on, pack, as_of).and_also(decide("", to_a_day))


@dataclass(frozen=True)
class Feedback:
    """The one report that a matter owes: its cycle, the measure that sets it, and the clause."""

    interval_days: int
    source: str
    clause: str


@clause("3.1.8", "3.2.9", "3.3.7")
def feedback_cycle(ordinary_days: int, running: Iterable[tuple[str, int]]) -> Feedback:
    """One report on one matter: a higher measure absorbs the lower one's feedback and the ordinary report (A11).

    `running` are the issued, unfinished measures as (kind, its interval in days); the shortest cycle rules, and
    the clause is that of the highest measure.
    """
    running = list(running)
    if not running:
        return Feedback(ordinary_days, "matter", "3.0")
    highest = max((kind for kind, _ in running), key=STORY.index)
    return Feedback(min(ordinary_days, *(days for _, days in running)), highest, SPINES[highest].feedback)
