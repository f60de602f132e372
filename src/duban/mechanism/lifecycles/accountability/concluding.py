"""The three findings: impact once for the matter, duty and reason for the unit and for each person named (五, A60)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.accountability.evidence import WORKING
from duban.mechanism.lifecycles.accountability.fields import REASON, RECUSAL
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.people.standing import Role

_FROM_INDEX = "从证据目录中选；没有的，先“增列证据”"
_BREACH = (
    ask.choice("breach", "不履行或不正确履行职责", choices="yes=是|no=否", clause="5.0"),
    ask.choice("behaviour", "表现", choices="behaviour_kinds", clause="0.2"),
    ask.long("breach_text", "认定履职情况的理由", clause="5.0"),
    ask.choices("breach_evidence", "认定履职情况的证据", choices="inquiry_evidence", clause="5.0", hint=_FROM_INDEX),
)
_IMPACT = (
    ask.choice("impact", "影响工作大局", choices="yes=是|no=否", clause="5.0"),
    ask.long("impact_text", "认定影响大局的理由", clause="5.0"),
    ask.choices("impact_evidence", "认定影响大局的证据", choices="inquiry_evidence", clause="5.0", hint=_FROM_INDEX),
)
_JUSTIFIED = (
    ask.choice("justified", "正当理由", choices="no=无正当理由|yes=有正当理由", clause="5.0"),
    ask.long("justified_text", "对所述理由的认定", clause="5.0"),
    ask.choices("justified_evidence", "认定有无正当理由的证据", choices="inquiry_evidence", clause="5.0",
        hint=_FROM_INDEX),
)
CONCLUDING = (
    act(key="inquiry.find_person", label="对列明人员作出认定", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, says="{who}对{name}作出认定：{outcome}。", effects="finding_person",
        guard="accountability.concluding.find_person", hint="一项不成立，或者有正当理由的，只对其本人不再追究",
        ready="everybody_notified", reads=("transfer_refusals", "held"),
        asks=(ask.choice("named", "人员", choices="inquiry_named", clause="5.0"), *_BREACH, *_JUSTIFIED, RECUSAL)),
    act(key="inquiry.conclude", label="作出三项认定", clause="5.0", by=Role.INSPECTOR,
        at=WORKING, to=("concluded", "unfounded"), says="{who}认定：{outcome}。", milestone=True, effects="concluding",
        guard="accountability.concluding.conclude",
        hint="对责任单位认定；影响工作大局只认定一次。缺一项，或者有正当理由的，本件即不予追究",
        ready="everybody_heard", reads=("transfer_refusals", "held"), asks=(*_BREACH, *_IMPACT, *_JUSTIFIED, RECUSAL)),
    act(key="inquiry.reconsider", label="重新认定", clause="5.0", by=(Role.INSPECTOR, Role.OFFICE_HEAD),
        at="concluded", to="hearing", says="{who}决定重新认定：{reason}", rare=True, reads=("transfer_refusals", "held"),
        asks=(REASON, RECUSAL)),
)
