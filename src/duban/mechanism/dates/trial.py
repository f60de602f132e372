"""The trial period of the notice (九): outside it no new measure is taken (A40)."""

from __future__ import annotations

from datetime import date

from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, Outcome, Reason, Remedy, decide
from duban.mechanism.parameters import PARAMETERS, Pack

_QUESTION = "通知在施行期内"
_WORDS = "试行一年"
_CONFIRM = Remedy("县委办公室、县政府办公室主任或者县委、县政府主要领导", "notice.confirm", "确认通知生效")
_EXTEND = Remedy("县委办公室、县政府办公室主任或者县委、县政府主要领导", "notice.extend", "登记延期文件")


@clause("9")
def in_trial(pack: Pack | None, on: date) -> Decision:
    """Whether a new measure may be taken on a day under a confirmed pack (None: no notice is confirmed).

    After the last day the pack says whether this is refused (block) or only warned of (warn).
    """
    if pack is None:
        return _answer(Outcome.NOT_MET, "还没有经人确认的通知，任何条款都未生效。", _CONFIRM)
    since, until = pack.get("effective_from", on), pack.get("effective_to", on)
    if since is None or until is None:
        return _answer(Outcome.UNKNOWN, "印发日期没有登记，不能推定试行期。", _CONFIRM)
    period = f"试行期自{_text(since)}至{_text(until)}"
    if on < since:
        return _answer(Outcome.NOT_MET, f"{period}，尚未开始。", _CONFIRM)
    if on <= until:
        return _answer(Outcome.MET, f"{period}。")
    if pack.get("after_expiry", on) == "warn":
        return _answer(
            Outcome.MET, f"{period}，已经届满；按参数提示后可以采取，请尽快登记延期文件。", _EXTEND
        )
    return _answer(Outcome.NOT_MET, f"{period}，已经届满，没有延期文件；未办结的按原版本继续。", _EXTEND)


def _answer(outcome: Outcome, finding: str, *remedies: Remedy) -> Decision:
    reason = Reason(
        clause="9",
        condition="在通知的试行期内",
        outcome=outcome,
        finding=finding,
        words=_WORDS,
        remedies=remedies,
        params=("effective_from", "effective_to", "after_expiry"),
    )
    return decide(_QUESTION, [reason])


def _text(day: date) -> str:
    return PARAMETERS["effective_from"].text(day)
