"""回头看: the year's plan with its seed, a draw each quarter, one visit a unit by two persons (A112)."""

from __future__ import annotations

from duban.mechanism.burden.lookback import RESULTS, WAYS
from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Column, Lifecycle, Widget
from duban.mechanism.people.standing import Role

_KEEPING = (Role.INSPECTOR, Role.OFFICE_HEAD)
_LOOKING = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD)


def _spelled(words: dict[str, str]) -> str:
    return "|".join(f"{key}={label}" for key, label in words.items())


LOOKBACK = Lifecycle(kind="lookback", label="回头看计划",
    states=(
        state("planned", "已列入督查计划", open_to_unit=False),
        state("closed", "四个季度已抽取", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="lookback.plan", label="列入督查计划", clause="3.0", by=_KEEPING,
            to="planned", says="{who}将{year}年每季度回头看列入督查计划，随机数{seed}。",
            guard="burden.planning.one_a_year",
            hint="随机数由系统给出，当时就写进记录；季度过完才抽取，谁也挑不了。",
            asks=(
                ask.number("year", "年度", integer=True, least=2000, most=2100),
                ask.choice("office", "由哪个办公室组织", choices="offices"),
            )),
        act(key="lookback.draw", label="抽取", clause="3.0", by=_KEEPING,
            at="planned", to=("planned", "closed"),
            says="{who}抽取{quarter}回头看：销号{closed}件，抽{count}件，看{units}个单位。",
            guard="burden.planning.quarter_over", opens="next_quarter", effects="drawing_lots",
            hint="按随机数和销号清单算出，任何人可以在“回头看”页上重算。",
            asks=(ask.choice("quarter", "季度", choices="1=第一季度|2=第二季度|3=第三季度|4=第四季度"),)),
    ),
)

VISIT = Lifecycle(kind="visit", label="回头看",
    states=(
        state("waiting", "待查看",
            owes("visit.record", "回头看", by=Role.INSPECTOR, clause="3.0", days="lookback_visit_workdays"),
            open_to_unit=False),
        state("recorded", "待同去的人确认",
            owes("visit.confirm", "确认回头看结果", by=Role.HOLDER, clause="3.0", days="3"), open_to_unit=False),
        state("done", "已查看", final=True),
    ),
    acts=(
        act(key="visit.record", label="记查看结果", clause="3.0", by=_LOOKING,
            at="waiting", to="recorded", says="{who}记下对{unit}的回头看（{looked_on}，同去{second}）：{found}。",
            guard="burden.visiting.each_once", opens="drawn_of_unit", reads="drawn_matters", desk="待回头看",
            desk_note="不另要材料，看不清的到现场看",
            hint="一个单位只去一次，抽到的一并看；不要求单位准备材料、陪同。",
            asks=(
                ask.date("looked_on", "查看日期"),
                ask.choice("second", "同去的另一人", choices="offices_people", hint="可以是另一办公室的人，由其确认"),
                ask.table("findings", "抽到的每一件",
                    columns=(
                        Column("matter", "事项", widget=Widget.CHOICE, choices="drawn_matters"),
                        Column("how", "怎样看的", widget=Widget.CHOICE, choices=_spelled(WAYS)),
                        Column("result", "结果", widget=Widget.CHOICE, choices=_spelled(RESULTS)),
                        Column("found", "看到什么", widget=Widget.LONG, limit=400),
                    )),
            )),
        act(key="visit.confirm", label="确认查看结果", clause="3.0", by=Role.HOLDER,
            whether="是否与所记一致？",
            at="recorded", to=("done", "waiting"), says="{who}确认对{unit}的回头看：{outcome}。{text}",
            apart="visit.record", desk="待确认回头看", reads=("what_was_found", "whose_hands"),
            asks=(
                ask.choice("agree", "意见", choices="agree=与所记一致|again=不一致，重新记"),
                ask.text("text", "说明", required=False, limit=300),
            )),
    ),
    born_of=("lookback.draw",),
)
