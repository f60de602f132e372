"""What may be recorded as a ruling, by whom, and how it may change (六)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.findings.days import TermStep, in_order
from duban.mechanism.findings.docket import Docket
from duban.mechanism.findings.transfer import route_gone, transfer_gate
from duban.mechanism.parameters import Pack
from duban.mechanism.people.standing import Function

BODIES = (Function.CDI, Function.ORG_DEPT)
_RECORDER = (Remedy("登记的人"),)


@dataclass(frozen=True)
class Recorded:
    """A decision of the competent organ as somebody records it.

    `organ` is the body for which the recorder acts, None where no person of the two bodies does. `authority` is who
    manages the cadre, as the transfer names it: county, unit, city or vertical; empty for a unit. `defence` is heard or
    waived. `same` are rulings already recorded on the same subject and matter (A34). `before` are the steps that the
    case went through until then; `original` tells that the recorder has held the signed document in hand, where no scan
    of it is filed.
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
    defence: str = ""
    same: tuple[str, ...] = ()
    despite_same: bool = False
    before: tuple[TermStep, ...] = ()
    original: bool = False

    @property
    def documented(self) -> bool:
        """Whether the signed document is filed, or was held in hand."""
        return self.has_file or self.original


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
            _defended(given),
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


@clause("6.4", "6.5")
def recorded_of_own_motion(given: Recorded, fitting: Decision, as_of: date) -> Decision:
    """May a decision be recorded that 县纪委监委 came to by its own inquiry: no transfer, everything else as ever (A56)."""
    own = Function.CDI.label in given.issuer.split("、")
    return Decision(
        "登记自行查办的决定",
        (
            *_by_the_bodies(given),
            Reason(
                "6.4",
                "由县纪委监委自行查办并作出",
                holds(own),
                f"作出决定的机关是{given.issuer or '（未填）'}。{'' if own else '经移交的，在移交案件里登记。'}",
                remedies=_RECORDER,
                field="issuer",
            ),
            _defended(given),
            _managed(given),
            *_documented(given, as_of),
            *fitting.reasons,
            _once(given),
        ),
    )


@clause("6.4")
def missing_steps(*, transferred: bool, superior: bool) -> tuple[str, ...]:
    """The steps that a decision does not have, each with the reason, as its record names them."""
    if transferred:
        return ()
    if superior:
        return ("移交：上级机关作出，不经本县移交", "告知和听取说明：由上级机关按其程序办理")
    return ("移交：县纪委监委自行查办，没有移交", "督查室的告知和说明：没有，陈述申辩由县纪委监委听取")


@clause("6.5")
def whatever_kinds(pack: Pack, as_of: date) -> bool:
    """Whether the decisions on one subject and matter are one whatever their kinds; a version may mean each kind apart (A34)."""
    return bool(
        pack.get("same_matter", as_of) == "once" and pack.get("same_matter_kinds", as_of) == "together"
    )


def _defended(given: Recorded) -> Reason:
    return Reason(
        "6.4",
        "决定前已听取陈述申辩，或对象书面放弃",
        holds(given.defence in ("heard", "waived")),
        {"heard": "已听取。", "waived": "书面放弃。"}.get(given.defence, "没有写明。"),
        remedies=_RECORDER,
        field="defence",
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
    own = not given.person or given.authority in ("county", "unit")
    words = {"city": "市管", "vertical": "上级主管部门管理"}
    managed = words.get(given.authority, "权限未写明")
    finding = f"{managed}，县里只能提出建议；上级决定作出后凭文件登记。移交时列错的，退回移交，由办公室更正。"
    return Reason(
        "6.4",
        "在县里的干部管理权限以内",
        holds(own),
        "属于县里管理。" if own else finding,
        remedies=(Remedy("县纪委监委、县委组织部", "inquiry.recommend", "登记处理建议"),),
        field="authority",
    )


@clause("6.4", "6.5")
def sound_entry(given: Recorded, fitting: Decision, as_of: date) -> Decision:
    """Is an entry sound in itself: document, dates, kinds; also one that is put right (登记更正)."""
    return Decision("登记内容", (*_documented(given, as_of), *fitting.reasons))


def _documented(given: Recorded, as_of: date) -> tuple[Reason, ...]:
    numbered = bool(given.number.strip()) and given.documented and bool(given.issuer.strip())
    how = "决定书在案" if given.has_file else "登记的人看过原件"
    wrong = "机关、文号没有写明，或者既没有扫描件，也没有声明原件已核。"
    steps = (
        *given.before,
        TermStep("作出", given.decided_on, "decided_on"),
        TermStep("生效", given.effective_on, "effective_on"),
        TermStep("送达", given.served_on, "served_on"),
    )
    return (
        Reason(
            "6.4",
            "有决定机关、文号和决定书",
            holds(numbered),
            f"{given.issuer}，{given.number}，{how}。" if numbered else wrong,
            remedies=_RECORDER,
            field="file" if given.number.strip() else "number",
        ),
        *in_order(steps, as_of),
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
        finding += "已确认是另一决定；同一对象、同一事项只计一次。"
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
                "登记的决定都已核对",
                holds(unconfirmed == 0),
                "没有待核对的。" if unconfirmed == 0 else f"尚有 {unconfirmed} 件待另一家核对，或者退回后没有改正、撤回。",
                remedies=(Remedy("另一家机关", "ruling.confirm", "核对登记"),),
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
