"""重新启动: what a look again found not to stand is taken up again, after the unit was heard (A113)."""

from __future__ import annotations

from duban.mechanism.burden.reopening import HEARD
from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_DECIDING = (Role.OFFICE_HEAD, Role.LEADER, Role.MAIN_LEADER)
_HEARD = "|".join(f"{key}={words}" for key, words in HEARD.items())

REOPENING = Lifecycle(kind="reopening", label="重新启动", reads=("why_reopened",),
    states=(
        state("hearing", "待听取单位意见",
            owes("reopening.state", "对重新启动陈述意见", by=Role.LIAISON, clause="3.0", days="reopening_hearing_workdays")),
        state("heard", "待决定"),
        state("approved", "已重新启动", final=True),
        state("refused", "不重新启动", final=True),
    ),
    acts=(
        act(key="reopening.propose", label="提请重新启动", clause="3.0", by=(Role.INSPECTOR, Role.OFFICE_HEAD),
            on="matter", on_states="closed", to="hearing",
            says="{who}提请重新启动，新的时限{due}：{reason}", milestone=True, guard="burden.reopening.found_fallen",
            hint="先听取单位意见，再由原来同意销号或者解除的一级决定。",
            asks=(
                ask.date("new_due", "新的办理时限", hint="从重新启动起算；以前的时限不变，也不算逾期"),
                ask.long("reason", "理由", limit=400),
            )),
        act(key="reopening.state", label="陈述意见", clause="3.0", by=(Role.LIAISON, Role.DEPUTY, Role.PRINCIPAL),
            at="hearing", to="heard", says="{unit}对重新启动陈述意见：{text}（{who}）。", desk="待陈述意见",
            asks=(ask.long("text", "意见", limit=600, hint="同意的写“同意”；不同意的写明理由"),)),
        act(key="reopening.hear", label="听取单位意见", clause="3.0", by=(Role.INSPECTOR, Role.OFFICE_HEAD),
            at="hearing", to="heard", says="{who}记下{unit}的意见（{how}）：{text}", guard="burden.reopening.heard_or_over",
            hint="单位在系统里陈述了的不用再记。",
            asks=(
                ask.choice("how", "怎样听取的", choices=_HEARD),
                ask.text("said_by", "谁说的", limit=60, show_when="how=spoken|phone|written", hint="姓名和职务"),
                ask.long("text", "意见", limit=600, show_when="how=spoken|phone|written"),
            )),
        act(key="reopening.approve", label="批准重新启动", clause="3.0", by=_DECIDING,
            whether="是否批准重新启动？",
            at="heard", to="approved", says="{post}{who}批准重新启动，新的时限{due}。{opinion}", milestone=True,
            apart="reopening.propose", bars="as_high_as_it_ended", guard="burden.reopenings.as_high_as_it_ended",
            effects="taking_up_again", desk="待决定是否重新启动",
            instead="reopening.refuse", reads="whose_hands",
            asks=(ask.text("opinion", "意见", required=False, limit=200),)),
        act(key="reopening.refuse", label="不重新启动", clause="3.0", by=_DECIDING,
            at="heard", to="refused", says="{post}{who}不同意重新启动：{reason}", milestone=True,
            apart="reopening.propose", bars="as_high_as_it_ended", guard="burden.reopenings.as_high_as_it_ended",
            asks=(ask.text("reason", "理由", limit=200),)),
    ),
)
