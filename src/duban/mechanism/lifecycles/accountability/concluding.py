"""The three findings: impact once for the matter, duty and reason for the unit and for each person named (五, A60)."""

from __future__ import annotations

from duban.mechanism.lifecycles.accountability.evidence import WORKING
from duban.mechanism.lifecycles.accountability.fields import REASON, RECUSAL
from duban.mechanism.lifecycles.types import Act, Field, Widget
from duban.mechanism.standing import Role

_FROM_INDEX = "从证据目录中选；没有的，先“增列证据”"
_BREACH = (
    Field("breach", "不履行或不正确履行职责", Widget.CHOICE, choices="yes=是|no=否", clause="5.0"),
    Field("behaviour", "表现", Widget.CHOICE, choices="behaviour_kinds", clause="0.2"),
    Field("breach_text", "认定履职情况的理由", Widget.LONG, clause="5.0"),
    Field(
        "breach_evidence",
        "认定履职情况的证据",
        Widget.CHOICES,
        choices="inquiry_evidence",
        clause="5.0",
        hint=_FROM_INDEX,
    ),
)
_IMPACT = (
    Field("impact", "影响工作大局", Widget.CHOICE, choices="yes=是|no=否", clause="5.0"),
    Field("impact_text", "认定影响大局的理由", Widget.LONG, clause="5.0"),
    Field(
        "impact_evidence",
        "认定影响大局的证据",
        Widget.CHOICES,
        choices="inquiry_evidence",
        clause="5.0",
        hint=_FROM_INDEX,
    ),
)
_JUSTIFIED = (
    Field(
        "justified",
        "正当理由",
        Widget.CHOICE,
        choices="no=无正当理由|yes=有正当理由",
        clause="5.0",
    ),
    Field("justified_text", "对所述理由的认定", Widget.LONG, clause="5.0"),
    Field(
        "justified_evidence",
        "认定有无正当理由的证据",
        Widget.CHOICES,
        choices="inquiry_evidence",
        clause="5.0",
        hint=_FROM_INDEX,
    ),
)
CONCLUDING = (
    Act(
        "inquiry.find_person",
        "对列明人员作出认定",
        WORKING,
        (),
        (Role.INSPECTOR,),
        "5.0",
        "{who}对{name}作出认定：{outcome}。",
        (
            Field("named", "人员", Widget.CHOICE, choices="inquiry_named", clause="5.0"),
            *_BREACH,
            *_JUSTIFIED,
            RECUSAL,
        ),
        guard="对其已告知，其说明期满或已说明、已放弃，说明都已答复；没有其不知道的不利证据",
        grave=True,
        hint="一项不成立，或者有正当理由的，只对其本人不再追究",
    ),
    Act(
        "inquiry.conclude",
        "作出三项认定",
        WORKING,
        ("concluded", "unfounded"),
        (Role.INSPECTOR,),
        "5.0",
        "{who}认定：{outcome}。",
        (*_BREACH, *_IMPACT, *_JUSTIFIED, RECUSAL),
        guard="说明期满或已说明、已放弃，每份说明都已答复；没有增列而未告知的内容；列明人员都已逐一认定",
        grave=True,
        milestone=True,
        hint="对责任单位认定；影响工作大局只认定一次。缺一项，或者有正当理由的，本件即不予追究",
    ),
    Act(
        "inquiry.reconsider",
        "重新认定",
        ("concluded",),
        ("hearing",),
        (Role.INSPECTOR, Role.OFFICE_HEAD),
        "5.0",
        "{who}决定重新认定：{reason}",
        (REASON, RECUSAL),
    ),
)
