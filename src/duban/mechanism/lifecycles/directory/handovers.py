"""交接: who leaves hands what is borne by name to a colleague, on a list that both sign and the head carries out (三; A98)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

CAUSES = "调离=调离|退休=退休|分工调整=分工调整"
_HEADS = (Role.OFFICE_HEAD, Role.CO_HEAD, Role.PRINCIPAL)
_HEAD, _NO_PARTY = "organisations.policies.own_head", "organisations.policies.not_a_party"
_REASON = ask.text("reason", "理由", limit=190)

HANDOVER = Lifecycle(kind="handover", label="交接",
    states=(
        state("drawn", "待移交人签字",
            owes("handover.give", "在交接清单上签字移交", by=Role.HOLDER, clause="3.0", days="2"), means="open"),
        state("given", "待接收人签字",
            owes("handover.take", "核对交接清单并签字接收", by=Role.HANDLER, clause="3.0", days="2"), means="open"),
        state("taken", "待负责人办结",
            owes("handover.settle", "办理交接", by=Role.OFFICE_HEAD, clause="3.0", days="2"), means="open"),
        state("arranging", "有的待另行安排",
            owes("handover.close", "另行安排接收人不能办的事", by=Role.OFFICE_HEAD, clause="3.0", days="5"), means="open"),
        state("settled", "已交接", final=True),
        state("withdrawn", "已撤回", final=True),
    ),
    acts=(
        act(key="handover.draw", label="提出交接", clause="3.0", by=(Role.HOLDER, Role.OFFICE_HEAD, Role.PRINCIPAL),
            to="drawn", says="{who}提出将{giver}（{cause}）本人经办的事交接给{receiver}。",
            guard="organisations.handovers.may_be_drawn",
            hint="岗位上的事随岗位由在岗的人办，不列。本人签收、本人说明、领导审批和受托代行的不移交（A98）。",
            asks=(
                ask.choice("person", "移交人", choices="handover_givers", hint="本人，或者所负责单位的人员"),
                ask.choice("receiver", "接收人", choices="handover_receivers", hint="本单位其他人员；负责人监交，不作接收人"),
                ask.choice("cause", "事由", choices=CAUSES),
                ask.date("leaves_on", "离岗日期", hint="最后一个在岗的日子"),
            )),
        act(key="handover.give", label="签字移交", clause="3.0", by=(Role.HOLDER, *_HEADS),
            at=("drawn", "given", "taken"), to="given", says="{who}在交接清单上签字{why}，移交{count}件，不移交{kept}件。",
            in_person=True, bars="own_head", guard=(_HEAD, "organisations.handovers.may_be_given"),
            reads="handover_list", hint="清单以签字时为准；以后又有新的，重新签字。",
            asks=(ask.text("absent", "本人不能签字的原因", required=False, limit=100, hint="只在负责人代签时填写"),)),
        act(key="handover.take", label="签字接收", clause="3.0", by=Role.HANDLER,
            at="given", to="taken", says="{who}核对交接清单，签字接收{count}件。", in_person=True,
            apart="handover.give", guard="organisations.handovers.list_still_holds", reads="handover_list"),
        act(key="handover.settle", label="办理交接", clause="3.0", by=_HEADS,
            at="taken", to=("arranging", "settled"), says="{who}办理{giver}的交接：{count}件由{receiver}经办{left}。",
            milestone=True, bars=("own_head", "not_a_party"), effects="settling_handover",
            guard=(_HEAD, _NO_PARTY, "organisations.handovers.list_still_holds"), reads="handover_list",
            hint="逐件再核回避和职责分开；接收人不能办的，留给您另行安排。"),
        act(key="handover.close", label="办结另行安排", clause="3.0", by=_HEADS,
            at="arranging", to="settled", says="{who}已为接收人不能办的事逐件安排经办人，交接办结。",
            bars=("own_head", "not_a_party"), guard=(_HEAD, _NO_PARTY, "organisations.handovers.all_arranged"),
            reads="handover_list"),
        act(key="handover.withdraw", label="撤回交接", clause="3.0", by=(Role.HOLDER, *_HEADS),
            at=("drawn", "given", "taken"), to="withdrawn", says="{who}撤回{giver}的交接：{reason}", rare=True,
            bars="own_head", guard=_HEAD, asks=(_REASON,)),
    ),
)

LIFECYCLES = (HANDOVER,)
