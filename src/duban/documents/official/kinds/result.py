"""结果运用通知 and its withdrawal: which result of which decision a unit applies, or applies no more (七)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.documents.claims import document_block
from duban.documents.official.kinds.base import OPEN, Facts, by, day, filled, full_stop, section, text
from duban.documents.papers.model import Block, Form, Paper


@dataclass(frozen=True, kw_only=True)
class ResultNotice(Facts):
    """结果运用通知. `document` is the decision with organ and number, `subject` on whom, `kinds` by which means.

    `what` is what the addressee uses it for, `clause` the id of its clause, `days` the working days for the receipt.
    `follows` are the results that the decision alone brings, `counted` those toward which it is counted, each with its
    clause.
    """

    to: str = ""
    document: str = ""
    subject: str = ""
    kinds: tuple[str, ...] = ()
    effective_on: date | None = None
    what: str = ""
    clause: str = "7.3.1"
    year: int | None = None
    follows: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    days: int = 2


def result_notice(facts: ResultNotice) -> Paper:
    """The notice to the one unit that applies the result, marked 内部."""
    return Paper(
        kind="result_notice",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        marking="内部",
        title=("结果运用通知",),
        to=facts.to,
        blocks=(*_decided(facts), *_applied(facts)),
        dated=facts.dated,
    )


@document_block("6.5", "7.3.1", "7.3.2")
def _decided(facts: ResultNotice) -> tuple[Block, ...]:
    return (
        section(1, "处理决定"),
        text(
            f"{filled(facts.document)}决定对{filled(facts.subject)}予以{'、'.join(facts.kinds) or OPEN}，"
            f"自{day(facts.effective_on)}起生效。"
        ),
    )


@document_block("7.2.1", "7.2.3", "7.2.4", "7.2.5", "7.3.1", "7.3.2")
def _applied(facts: ResultNotice) -> tuple[Block, ...]:
    year = f"（{facts.year}年度）" if facts.year and str(facts.year) not in facts.what else ""
    return (
        section(2, "由你单位运用的结果"),
        text(full_stop(f"{by(facts, facts.clause)}，本决定运用于：{filled(facts.what)}{year}")),
        *(text(f"涉及：{'；'.join(facts.follows)}。") for _ in facts.follows[:1]),
        *(text(f"计入次数：{'；'.join(facts.counted)}。") for _ in facts.counted[:1]),
        *(text("等次、奖金和参评资格以年度结果为准。") for _ in (*facts.follows, *facts.counted)[:1]),
        section(3, "办理要求"),
        text(f"请在收到本通知后{facts.days}个工作日内签收，只用于上述事项。处理决定变更、撤销的，另行通知撤回。"),
    )


@dataclass(frozen=True, kw_only=True)
class ResultWithdrawal(ResultNotice):
    """撤回结果运用的通知. `notice_number` is the notice taken back, `why` what became of the decision."""

    notice_number: str = ""
    why: str = ""


def result_withdrawal(facts: ResultWithdrawal) -> Paper:
    """The notice that a result is applied no more, or otherwise than before."""
    return Paper(
        kind="result_withdrawal",
        form=Form.LETTER,
        issuers=facts.issuers,
        number=facts.number,
        marking="内部",
        title=("关于撤回结果运用的通知",),
        to=facts.to,
        blocks=_withdrawn(facts),
        dated=facts.dated,
    )


@document_block("6.4", "7.3.1")
def _withdrawn(facts: ResultWithdrawal) -> tuple[Block, ...]:
    notice = f"《结果运用通知》（{facts.notice_number}）" if facts.notice_number else "此前的结果运用通知"
    now = f"现在的方式：{'、'.join(facts.kinds)}。" if facts.kinds else "自始不再计入。"
    return (
        section(1, "变动的处理决定"),
        text(full_stop(f"对象：{filled(facts.subject)}")),
        text(full_stop(f"决定：{filled(facts.document)}，{filled(facts.why)}")),
        text(now),
        section(2, "撤回的结果"),
        text(full_stop(f"{notice}送你单位运用的：{filled(facts.what)}")),
        section(3, "办理要求"),
        text(f"请在收到本通知后{facts.days}个工作日内撤回按原来内容运用的结果，恢复或者改按现在的内容办理，并回告。"),
    )
