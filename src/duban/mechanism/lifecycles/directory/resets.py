"""密码重置 by two (A79): whoever decides, keeps personal records or administers is not entered for by one person."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_CONFIRMING = (Role.ORG_DEPT, Role.CDI)

RESET = Lifecycle(kind="reset", label="密码重置",
    states=(
        state("proposed", "待确认", owes("reset.confirm", "确认密码重置", by=Role.ORG_DEPT, clause="1.2", days="1")),
        state("done", "已重置", final=True),
        state("refused", "未同意", final=True),
    ),
    acts=(
        act(key="reset.propose", label="提请重置密码", clause="1.2", by=Role.REGISTRAR,
            to="proposed", says="{who}提请重置{person}的密码：{reason}", guard="organisations.resets.resettable",
            hint="担任须两家办理的职务（A77）的，密码也由两人重置（A79）：系统管理员提请，"
            "县委组织部或者县纪委监委的另一人向本人核实后确认。本人和其单位负责人都会得到告知。",
            asks=(
                ask.choice("person", "谁的密码", choices="people"),
                ask.secret("password", "临时密码", limit=128,
                    hint="至少 12 位；确认以后当面交给本人，只能登录一次，登录时由本人另设密码"),
                ask.text("reason", "事由", limit=120, hint="谁在什么时候怎样提出的，如：本人到办公室当面提出"),
            )),
        act(key="reset.confirm", label="确认密码重置", clause="1.2", by=_CONFIRMING,
            whether="是否确认本人要求重置？",
            at="proposed", to="done", says="{who}确认重置{person}的密码。", in_person=True,
            apart="reset.propose", reads="whose_hands", guard="organisations.policies.another_person", bars="another_person",
            hint="先向本人核实确实是他要求的。确认以后，本人原来的密码和正在的登录立即失效。"),
        act(key="reset.refuse", label="不同意重置", clause="1.2", by=_CONFIRMING,
            at="proposed", to="refused", says="{who}不同意重置{person}的密码：{reason}", in_person=True,
            asks=(ask.text("reason", "原因", limit=120, hint="如：本人没有要求重置"),)),
    ),
)

LIFECYCLES = (RESET,)
