"""What is to be read beside the forms of 减负."""

from __future__ import annotations

from typing import Any

from duban.acts.beside import Effect, ToRead, effects, given, opens, reads, when
from duban.acts.sight.visibility import may_see
from duban.burden.facts import left
from duban.burden.models import Complaint, LookbackPlan, Reopening, Visit
from duban.burden.selectors.complaints import signature
from duban.burden.selectors.lookback import drawn_of, title_of
from duban.mechanism.burden.lookback import QUARTER_WORDS, RESULTS, WAYS
from duban.mechanism.burden.reopening import HOW_HEARD
from duban.mechanism.lifecycles.types import Act
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor


@reads
def _complaint(actor: Actor, act: Act, row: Complaint) -> ToRead:
    about = row.about.name if row.about else "不针对个人"
    told = (("类别", row.sort), ("反映谁", about), ("提出人", signature(row)), ("时间", when(row.created_at)), ("内容", row.text))
    return ToRead("投诉建议", given(*told))


@opens
def _next_quarter(actor: Actor, act: Act, row: LookbackPlan) -> dict[str, Any]:
    waiting = left(row)
    return {"quarter": str(waiting[0])} if waiting else {}


@effects
def _drawing_lots(actor: Actor, act: Act, row: LookbackPlan) -> list[Effect]:
    today = clock.today()
    pack = pack_in_force(actor.jurisdiction_id, today)
    share = f"销号的百分之{pack.get('lookback_percent', today)}，至少{pack.get('lookback_least', today)}件"
    waiting = left(row)
    which = f"{row.year}年{QUARTER_WORDS[waiting[0]]}" if waiting else "这一季度"
    return [
        Effect("抽取", f"{which}抽{share}，抽到的不能换，也不能再抽", "3.0"),
        Effect("查看", "抽到的单位各去一次，由跟踪得最多的办公室去；不预先通知，不要求准备材料", "3.0"),
    ]


@opens
def _drawn_of_unit(actor: Actor, act: Act, row: Visit) -> dict[str, Any]:
    lines = [{"matter": one.matter.ref, "how": one.how, "result": one.result, "found": one.found} for one in drawn_of(row)]
    return {"looked_on": row.looked_on or clock.today(), "findings": lines}


@reads
def _drawn_matters(actor: Actor, act: Act, row: Visit) -> tuple[ToRead, ...]:
    return tuple(
        ToRead(
            f"{one.matter.case.code}　{title_of(actor, one)}",
            given(("办理要求", one.matter.requirement), ("销号时的进展", one.matter.progress)),
        )
        for one in drawn_of(row)
        if may_see(actor, "matter", one.matter)
    )


@reads
def _what_was_found(actor: Actor, act: Act, row: Visit) -> tuple[ToRead, ...]:
    return tuple(
        ToRead(
            f"{one.matter.case.code}　{title_of(actor, one)}",
            given(("怎样看的", WAYS.get(one.how, "")), ("结果", RESULTS.get(one.result, "")), ("看到什么", one.found)),
        )
        for one in drawn_of(row)
    )


@reads
def _why_reopened(actor: Actor, act: Act, row: Reopening) -> tuple[ToRead, ...]:
    drawn = row.drawn
    found = ToRead(
        "回头看看到的",
        given(("事项", row.matter.title), ("结果", RESULTS.get(drawn.result, "")), ("看到什么", drawn.found)),
    )
    limits = (("原时限", f"{row.former_due_on:%Y-%m-%d}"), ("新的时限", f"{row.new_due_on:%Y-%m-%d}"))
    asked = ToRead("提请", given(("理由", row.reason), *limits))
    said = ToRead("单位意见", given((HOW_HEARD.get(row.heard_how, ""), row.statement or "没有提出")))
    return (found, asked, said) if row.heard_how else (found, asked)


@effects
def _taking_up_again(actor: Actor, act: Act, row: Reopening) -> list[Effect]:
    return [
        Effect("事项", f"回到办理中，新的时限{row.new_due_on:%Y-%m-%d}，从今天起按周期报送", "3.1.8"),
        Effect("以前", "销号以前的时限和报告不变，不算逾期，也不因此列为五（一）的情形", "5.1"),
        Effect("告知", "告知责任单位；重新启动的占比在驾驶舱上", "3.0"),
    ]
