"""What superior documents provide otherwise (八): registered with the document, confirmed by a second person, ended."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.rulebook.roles import HEADS, KEEPERS
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Role

_TARGETS = "result=第七条的一项结果|parameter=一个参数"
_DOCUMENT = ask.text("source", "依据", limit=200, hint="文件名称和文号，或者会议名称和日期")
_REASON = ask.long("reason", "理由", limit=400)

OVERRIDE = Lifecycle(kind="override", label="上级另有规定", reads=("superior_rule",),
    states=(
        state("draft", "待确认", owes("override.confirm", "确认上级另有规定", by=Role.OFFICE_HEAD, clause="8"),
            means="unconfirmed", open_to_unit=False),
        state("active", "已登记", means=("holding", "confirmed")),
        state("changing", "已登记，变动待确认",
            owes("override.confirm_change", "确认上级规定的变动", by=Role.OFFICE_HEAD, clause="8"),
            means=("holding", "confirmed")),
        state("ended", "已终止", means="confirmed", final=True),
        state("discarded", "已弃用", means="unconfirmed", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="override.register", label="登记上级另有规定", clause="8", by=KEEPERS,
            to="draft", says="{who}登记{object}：{what}改为{value}，待另一人确认。",
            guard="rulebook.superiors.register_override", hint="系统不从文件名推断优先；只按登记的内容办理。",
            asks=(
                ask.text("title", "文件名称", limit=120, clause="8"),
                ask.text("number", "发文字号", limit=60, clause="8"),
                ask.text("body", "发文机关", limit=80, clause="8"),
                ask.choice("level", "层级", choices="superior_levels", clause="8"),
                ask.file("file", "文件", clause="8", hint="扫描件或者电子版，确认人对照它核对"),
                ask.long("words", "文件原文", limit=1000, hint="另有规定的那一条，照录"),
                ask.choice("target_kind", "改变什么", choices=_TARGETS),
                ask.choice("target", "结果", choices="override_targets", show_when="target_kind=result"),
                ask.choice("value", "改为", choices="override_values", show_when="target_kind=result"),
                ask.choices("measures", "适用的处理方式", choices="override_measures", required=False,
                    show_when="target_kind=result", hint="不选：不论何种方式"),
                ask.choice("parameter", "参数", choices="parameters", show_when="target_kind=parameter"),
                ask.text("parameter_value", "改为", show_when="target_kind=parameter", limit=400, shaped=True,
                    hint="数字、日期、选项名称，或者用顿号隔开的各项"),
                ask.date("since", "自何日起", clause="8"),
                ask.date("until", "至何日止", required=False, hint="没有期限的不填"),
                ask.number("priority", "同级次序", required=False, integer=True, most=99,
                    hint="同一层级另有文件改变同一项时填写，数大的优先；不填而又相遇的，列为冲突，由人决定"),
            )),
        act(key="override.confirm", label="确认上级另有规定", clause="8", by=HEADS,
            whether="上级是否这样规定？",
            at="draft", to="active", says="{who}确认{object}：{what}改为{value}，自{since}起。", milestone=True,
            effects="confirming_override", bears_on_year=True,
            apart="override.register", reads="whose_hands", guard="rulebook.superiors.confirm_override",
            instead="override.discard"),
        act(key="override.discard", label="弃用登记", clause="8", by=(*KEEPERS, *HEADS),
            at="draft", to="discarded", says="{who}弃用{object}的登记：{reason}",
            asks=(ask.text("reason", "原因", limit=200),)),
        act(key="override.end", label="提请终止", clause="8", by=KEEPERS,
            at="active", to="changing", says="{who}提请{object}至{until}止，依据{source}：{reason}",
            opens_with="until", asks=(ask.date("until", "至何日止"), _DOCUMENT, _REASON)),
        act(key="override.rank", label="提请排定次序", clause="8", by=KEEPERS,
            at="active", to="changing", says="{who}提请{object}的同级次序定为{priority}，依据{source}：{reason}",
            hint="同一层级的两份文件改变同一项时，由人排定，系统不自行取舍。", opens_with="priority",
            asks=(ask.number("priority", "同级次序", integer=True, most=99, hint="数大的优先"), _DOCUMENT, _REASON)),
        act(key="override.confirm_change", label="确认变动", clause="8", by=HEADS,
            whether="是否这样变动？",
            at="changing", to=("active", "ended"), says="{who}确认{object}的变动：{what}。", milestone=True, 
            effects="changing_override", bears_on_year=True, apart=("override.end", "override.rank"), reads="whose_hands",
            guard="rulebook.superiors.confirm_change"),
        act(key="override.withdraw", label="撤回变动", clause="8", by=(*KEEPERS, *HEADS),
            at="changing", to="active", says="{who}撤回{object}的变动：{reason}",
            asks=(ask.text("reason", "原因", limit=200),)),
    ),
)
