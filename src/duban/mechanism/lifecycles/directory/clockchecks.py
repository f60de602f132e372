"""校时 (A81): where the record and the machine's clock contradict each other, two persons say which of them counts."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_CONFIRMING = (Role.ORG_DEPT, Role.CDI)

CLOCKCHECK = Lifecycle(kind="clockcheck", label="校时",
    states=(
        state("proposed", "待确认", owes("clockcheck.confirm", "确认校时", by=Role.ORG_DEPT, clause="3.1.6")),
        state("done", "已确认", final=True),
        state("refused", "未同意", final=True),
    ),
    acts=(
        act(key="clockcheck.propose", label="提请校时", clause="3.1.6", by=Role.REGISTRAR,
            to="proposed", says="{who}提请校时：服务器时间{machine}，{known}，以服务器时间为准：{reason}",
            guard="organisations.clockchecks.clock_astray",
            hint="先校准服务器时间。校准以后仍然对不上的（上一条记录写入时时钟快了，或者停机超过一天），才提请校时。",
            does="any_time", asks=(
                ask.text("reason", "事由", limit=200,
                    hint="怎样核对过服务器时间，如：与国家授时中心的时间一致，春节停机七天"),
            )),
        act(key="clockcheck.confirm", label="确认校时", clause="3.1.6", by=_CONFIRMING,
            whether="是否以服务器时间为准？",
            at="proposed", to="done", says="{who}确认以服务器时间{machine}为准；此前{known}。", effects="confirming_time",
            in_person=True, apart="clockcheck.propose", reads="whose_hands", guard="organisations.clockchecks.clock_as_proposed",
            hint="先看自己的表：服务器时间与实际时间一致再确认。", does="any_time"),
        act(key="clockcheck.refuse", label="不同意校时", clause="3.1.6", by=_CONFIRMING,
            at="proposed", to="refused", says="{who}不同意校时：{reason}", in_person=True,
            does="any_time", asks=(ask.text("reason", "原因", limit=120, hint="如：服务器时间本身不对"),)),
    ),
)

LIFECYCLES = (CLOCKCHECK,)
