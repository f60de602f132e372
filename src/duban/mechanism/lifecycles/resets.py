"""密码重置 by two (A79): whoever decides, keeps personal records or administers is not entered for by one person."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_CONFIRMING = (Role.ORG_DEPT, Role.CDI)

RESET = Lifecycle(
    "reset",
    "密码重置",
    (
        State("proposed", "待确认", (Duty("reset.confirm", Role.ORG_DEPT, "确认密码重置", "1.2", "1"),)),
        State("done", "已重置", final=True),
        State("refused", "未同意", final=True),
    ),
    (
        Act(
            "reset.propose",
            "提请重置密码",
            (),
            ("proposed",),
            (Role.REGISTRAR,),
            "1.2",
            "{who}提请重置{person}的密码：{reason}",
            (
                Field("person", "谁的密码", Widget.CHOICE, choices="people"),
                Field(
                    "password",
                    "临时密码",
                    Widget.SECRET,
                    limit=128,
                    hint="至少 12 位；确认以后当面交给本人，只能登录一次，登录时由本人另设密码",
                ),
                Field("reason", "事由", limit=120, hint="谁在什么时候怎样提出的，如：本人到办公室当面提出"),
            ),
            guard="已有账号，担任须两家办理的职务或者账号由一人开通，不是自己，没有待确认的",
            hint="担任须两家办理的职务（A77）的，密码也由两人重置（A79）：系统管理员提请，"
            "县委组织部或者县纪委监委的另一人向本人核实后确认。本人和其单位负责人都会得到告知。",
        ),
        Act(
            "reset.confirm",
            "确认密码重置",
            ("proposed",),
            ("done",),
            _CONFIRMING,
            "1.2",
            "{who}确认重置{person}的密码。",
            guard="不是提请的人，也不是本人",
            apart=("reset.propose",),
            in_person=True,
            hint="先向本人核实确实是他要求的。确认以后，本人原来的密码和正在的登录立即失效。",
        ),
        Act(
            "reset.refuse",
            "不同意重置",
            ("proposed",),
            ("refused",),
            _CONFIRMING,
            "1.2",
            "{who}不同意重置{person}的密码：{reason}",
            (Field("reason", "原因", limit=120, hint="如：本人没有要求重置"),),
            in_person=True,
        ),
    ),
)

LIFECYCLES = (RESET,)
