"""The hearing: the period for a statement, who has been heard, and that nothing heavier follows unheard (A24)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from duban.mechanism.clauses import clause
from duban.mechanism.dates.deadlines import Deadline, due_after_workdays
from duban.mechanism.dates.workdays import Calendar, is_weekday
from duban.mechanism.decision import Decision, Reason, Remedy, decide, holds
from duban.mechanism.findings.docket import Claim, Docket, Heard
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import Pack

_DAY = timedelta(days=1)
_SERVE = Remedy("承办督查员", "inquiry.serve", "告知并听取说明")
_AGAIN = Remedy("承办督查员", "inquiry.reconsider", "已作认定的，先重新认定")
_DELIVER = Remedy("承办督查员、文书", "hearing.serve_paper", "登记书面送达")
_LOOK = Remedy("承办督查员", "hearing.check_waiver", "查看放弃说明的原件")
_ANSWER = Remedy("承办督查员", "hearing.answer", "答复说明")


@clause("5.0")
def statement_days(pack: Pack, supplementary: bool, on: date) -> int:
    """How many working days an addressee has: those of a first notice, or those of a supplementary one (A24, A58)."""
    return int(pack.get("supplement_workdays" if supplementary else "statement_workdays", on))


@clause("5.0")
def statement_due(received_on: date, workdays: int, lost: Iterable[date], calendar: Calendar) -> Deadline:
    """The last day for a statement: so many working days after receipt, of which none is a day of an outage.

    `lost` are the days on which the system was down. Counted from the next day; provisional where the holidays of
    a year are not published.
    """
    down = frozenset(lost)
    deadline = due_after_workdays(received_on, workdays, calendar)
    while True:
        days = _lost_workdays(received_on, deadline.on, down, calendar)
        longer = due_after_workdays(received_on, workdays + days, calendar)
        if longer.on == deadline.on:
            return longer
        deadline = longer


def _lost_workdays(first: date, last: date, down: frozenset[date], calendar: Calendar) -> int:
    return sum(1 for day in down if first < day <= last and _worked(day, calendar))


def _worked(day: date, calendar: Calendar) -> bool:
    return calendar.is_workday(day) if day.year in calendar.years else is_weekday(day)


@clause("5.0")
def serve_gate(docket: Docket) -> Decision:
    """May the notice go out: at least one item and one fact, and each claim against a person names its items."""
    loose = [claim for claim in docket.claims if not claim.grounds]
    stray = [claim for claim in docket.claims if claim.grounds - docket.grounds]
    uncovered = bool(to_notify(docket))
    return decide(
        "告知并听取说明",
        [
            Reason(
                "5.0",
                "至少一项第五条情形",
                holds(bool(docket.grounds)),
                f"{len(docket.grounds)} 项。",
                words="情形",
            ),
            Reason(
                "5.0",
                "至少一条事实",
                holds(bool(docket.facts)),
                f"{len(docket.facts)} 条。",
                remedies=(Remedy("承办督查员", "inquiry.add_facts", "增列事实"),),
            ),
            Reason(
                "5.0",
                "被列明人员各有涉及的情形",
                holds(not loose and not stray),
                "齐全。" if not loose and not stray else "有人员没有情形，或者情形已撤除。",
                remedies=(Remedy("承办督查员", "inquiry.name_person", "列明人员"),),
            ),
            Reason(
                "5.0",
                "有尚未告知的内容",
                holds(uncovered),
                "有。" if uncovered else "现有内容都已告知，不必重复告知。",
            ),
        ],
    )


def _covers(docket: Docket, addressee: str) -> bool:
    """Whether the latest notice to an addressee names everything that is now held against it."""
    heard = docket.hearing_of(addressee)
    claim = next((one for one in docket.claims if one.addressee == addressee), None)
    if heard is None or claim is None:
        return False
    return claim.evidence <= heard.evidence and not _heavier(docket, claim, heard)


def _heavier(docket: Docket, claim: Claim, heard: Heard) -> bool:
    """Whether items or facts are held that a notice did not name."""
    return not (claim.grounds <= heard.grounds and docket.facts <= heard.facts)


@clause("5.0")
def to_notify(docket: Docket) -> tuple[tuple[Claim, bool], ...]:
    """The claims that ask for a notice, each with whether it is a supplementary one: only evidence has been added."""
    return tuple(
        (claim, heard is not None and not _heavier(docket, claim, heard))
        for claim in docket.claims
        if not _covers(docket, claim.addressee)
        for heard in (docket.hearing_of(claim.addressee),)
    )


def _settled(heard: Heard, as_of: date) -> bool:
    """Whether somebody was heard, waived, or let the period pass; before receipt no period runs."""
    return heard.waived or heard.stated > 0 or (heard.due_on is not None and as_of > heard.due_on)


@clause("5.0")
def heard_enough(docket: Docket, as_of: date) -> list[Reason]:
    """The unit and, separately, each person named was heard, waived in writing, or let the period pass; all answered."""
    missing = [claim for claim in docket.claims if docket.hearing_of(claim.addressee) is None]
    waiting = [
        heard
        for claim in docket.claims
        if (heard := docket.hearing_of(claim.addressee)) is not None and not _settled(heard, as_of)
    ]
    open_now = sum(heard.unanswered + heard.entered for heard in docket.heard)
    notified = bool(docket.claims) and not missing
    return [
        Reason(
            "5.0",
            "单位和每一被列明人员都已分别告知",
            holds(notified),
            "都已告知。" if notified else f"尚有 {len(missing)} 个对象没有告知。",
            words="无正当理由",
            remedies=(_SERVE,),
            params=("statement_workdays",),
        ),
        Reason(
            "5.0",
            "都已说明、书面放弃，或者说明期已满",
            holds(notified and not waiting),
            _wait(waiting) if waiting else "都已听取或期满。" if notified else "还没有都告知，谈不上说明或者期满。",
            words="无正当理由",
            remedies=(Remedy("责任单位和被列明人员", "hearing.state", "提交说明"), *_to_deliver(waiting)),
            params=("statement_workdays", "supplement_workdays"),
        ),
        Reason(
            "5.0",
            "每份说明都已答复采纳与否及理由",
            holds(open_now == 0),
            "都已答复。" if open_now == 0 else f"尚有 {open_now} 份没有答复或比对。",
            remedies=(_ANSWER,),
        ),
        _seen(docket),
    ]  # fmt: skip


def _seen(docket: Docket) -> Reason:
    """A waiver counts once somebody of the office has looked at the original, and no file waits for a second look."""
    unseen = sum(1 for heard in docket.heard if heard.waiver_unseen)
    parts = [f"{unseen} 份放弃说明的原件没有人看过"] if unseen else []
    parts += [f"{'、'.join(docket.unseen)}待第二人查看"] if docket.unseen else []
    return Reason(
        "5.0",
        "放弃说明的原件和附件都有人看过",
        holds(not parts),
        f"{'；'.join(parts)}。" if parts else "没有待查看的。",
        remedies=(_LOOK, Remedy("同一办公室的另一人", "attachment.confirm", "查看附件")),
    )


@clause("5.0")
def may_confirm(free: bool) -> Decision:
    """May somebody confirm a unit's statement: a principal of it who is not named (A59)."""
    finding = "没有被列明。" if free else "本人被列明，单位的说明由其他主要领导确认，或者写明党委（党组）会议。"
    condition = "由本单位没有被列明的主要领导确认"
    return decide("确认单位的说明", [Reason("5.0", condition, holds(free), finding, remedies=(Remedy("责任单位"),))])


@clause("5.0")
def unit_voice_gate(free_principal: bool, meeting: str) -> Decision:
    """Whose word a unit's statement is: its principal confirms it; where all are named, the meeting that agreed it (A59)."""
    given = free_principal or bool(meeting.strip())
    return decide(
        "单位的说明",
        [
            Reason(
                "5.0",
                "单位的说明由主要领导确认；主要领导都被列明的，写明同意它的党委（党组）会议",
                holds(given),
                "由没有被列明的主要领导确认。" if free_principal
                else f"{meeting}同意。" if given else "主要领导本人被列明，没有写明会议。",
                remedies=(Remedy("责任单位"),),
                field="meeting",
            )
        ],
    )  # fmt: skip


@clause("5.0")
def nothing_added(docket: Docket) -> Reason:
    """No aggravation: nothing is held against anybody, and no evidence used, that the latest notice did not name."""
    added = to_notify(docket)
    return Reason(
        "5.0",
        "没有告知以外的更重内容",
        holds(not added),
        "与告知一致。"
        if not added
        else f"对 {len(added)} 个对象有告知以外的情形、事实或者不利证据，须重新告知、另计说明期。",
        remedies=(_SERVE, _AGAIN),
        params=("supplement_workdays",),
    )


def _wait(waiting: list[Heard]) -> str:
    """Who is waited for: those whose period runs, and those who have not received the notice."""
    running = [one.due_on for one in waiting if one.due_on is not None]
    unreceived = len(waiting) - len(running)
    parts = [f"{len(running)} 个对象在说明期内（最迟 {max(running):%Y-%m-%d}）"] if running else []
    parts += [f"{unreceived} 个对象没有收到告知"] if unreceived else []
    return f"尚有 {'，'.join(parts)}。"


def _to_deliver(waiting: list[Heard]) -> tuple[Remedy, ...]:
    return (_DELIVER,) if any(one.due_on is None for one in waiting) else ()


@clause("5.0")
def service_gate(received: bool, refused: bool, witnesses: frozenset[int]) -> Decision:
    """May service on paper be entered: not received yet; a refusal is noted by two persons (A57)."""
    two = not refused or len(witnesses) == 2
    return decide(
        "登记书面送达",
        [
            Reason("5.0", "还没有收到告知", holds(not received), "已经收到。" if received else "没有签收。"),
            Reason(
                "5.0",
                "拒绝签收的由两人在场记明",
                holds(two),
                ("两人在场。" if refused else "已签收送达回证。") if two else "须另有一人在场，不能是登记人自己。",
                remedies=(Remedy("同一办公室的另一人"),),
                field="witness",
            ),
        ],
    )


@clause("5.0")
def statement_gate(inquiry_state: str) -> Decision:
    """May a statement still be handed in: until the proposal is submitted, also after the period has passed."""
    still = inquiry_state in states_of("inquiry", "answerable")
    return decide(
        "提交说明",
        [
            Reason(
                "5.0",
                "移交意见还没有提交",
                holds(still),
                "还没有提交。" if still else "移交意见已经提交，请向县纪委监委、县委组织部陈述。",
            )
        ],
    )


@clause("5.0")
def waiver_gate(has_file: bool) -> Decision:
    """A waiver counts in writing only."""
    return decide(
        "放弃说明",
        [
            Reason(
                "5.0",
                "有本人或单位签名的书面放弃",
                holds(has_file),
                "已附放弃说明的声明。" if has_file else "没有放弃说明的声明。",
                remedies=(Remedy("被告知的单位或本人"),),
                field="file",
            )
        ],
    )
