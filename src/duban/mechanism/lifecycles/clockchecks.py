"""校时 (A81): where the record and the machine's clock contradict each other, two persons say which of them counts."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State
from duban.mechanism.standing import Role

_CONFIRMING = (Role.ORG_DEPT, Role.CDI)

CLOCKCHECK = Lifecycle(
    "clockcheck",
    "校时",
    (
        State("proposed", "待确认", (Duty("clockcheck.confirm", Role.ORG_DEPT, "确认校时", "3.1.6"),)),
        State("done", "已确认", final=True),
        State("refused", "未同意", final=True),
    ),
    (
        Act(
            "clockcheck.propose",
            "提请校时",
            (),
            ("proposed",),
            (Role.REGISTRAR,),
            "3.1.6",
            "{who}提请校时：服务器时间{machine}，{known}，以服务器时间为准：{reason}",
            (Field("reason", "事由", limit=200, hint="怎样核对过服务器时间，如：与国家授时中心的时间一致，春节停机七天"),),
            guard="服务器时间与记录、巡检的时间对不上，没有待确认的",
            hint="先校准服务器时间。校准以后仍然对不上的（上一条记录写入时时钟快了，或者停机超过一天），才提请校时。",
        ),
        Act(
            "clockcheck.confirm",
            "确认校时",
            ("proposed",),
            ("done",),
            _CONFIRMING,
            "3.1.6",
            "{who}确认以服务器时间{machine}为准；此前{known}。",
            guard="不是提请的人；提请以后服务器时间没有再变",
            apart=("clockcheck.propose",),
            in_person=True,
            grave=True,
            hint="先看自己的表：服务器时间与实际时间一致再确认。",
        ),
        Act(
            "clockcheck.refuse",
            "不同意校时",
            ("proposed",),
            ("refused",),
            _CONFIRMING,
            "3.1.6",
            "{who}不同意校时：{reason}",
            (Field("reason", "原因", limit=120, hint="如：服务器时间本身不对"),),
            in_person=True,
        ),
    ),
)

LIFECYCLES = (CLOCKCHECK,)
