"""请假、出差: from when to when somebody is not there, so that help between the offices rests on what is recorded (三)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

KINDS = "请假=请假|出差=出差|学习培训=学习培训"
_BY = (Role.HOLDER, Role.PRINCIPAL, Role.OFFICE_HEAD)

LEAVE = Lifecycle(kind="leave", label="请假出差",
    states=(
        state("recorded", "已登记"),
        state("ended", "已销假", final=True),
    ),
    acts=(
        act(key="leave.record", label="登记请假、出差", clause="3.0", by=_BY,
            to="recorded", says="{who}登记{person}自{starts}至{ends}{kind}{lent}。",
            guard="organisations.leaves.leave_sound",
            hint="两办人员请假期间，其岗位上的事由在岗的人办；没有人的列为无人可办，"
            "由主任授权或者请另一办公室借人（A95）。指名由本人经办的，这些日子里由代办人办，到期自行交还（A98）；期限不变。",
            asks=(
                ask.choice("person", "谁", choices="leave_people", hint="本人，或者所负责单位的人员"),
                ask.choice("kind", "种类", choices=KINDS, hint="不写事由"),
                ask.date("starts_on", "自"),
                ask.date("ends_on", "至", hint="含当日"),
                ask.choice("stand_in", "代办人", choices="stand_ins", required=False,
                    hint="这些日子里代办指名由本人经办的事；须由本人办理的不代办"),
            )),
        act(key="leave.end", label="销假", clause="3.0", by=_BY,
            at="recorded", to="ended", says="{who}登记{person}自{on}起在岗，销假。"),
    ),
)

LIFECYCLES = (LEAVE,)
