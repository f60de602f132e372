"""What superior documents provide otherwise (八): registered with the document, confirmed by a second person, ended."""

from __future__ import annotations

from duban.mechanism.lifecycles.rulebook.roles import HEADS, KEEPERS
from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_TARGETS = "result=第七条的一项结果|parameter=一个参数"
_DOCUMENT = Field("source", "依据", limit=200, hint="文件名称和文号，或者会议名称和日期")
_REASON = Field("reason", "理由", Widget.LONG, limit=400)

OVERRIDE = Lifecycle(
    "override",
    "上级另有规定",
    (
        State(
            "draft",
            "待确认",
            (Duty("override.confirm", Role.OFFICE_HEAD, "确认上级另有规定", "8"),),
            open_to_unit=False,
        ),
        State("active", "已登记"),
        State(
            "changing",
            "已登记，变动待确认",
            (Duty("override.confirm_change", Role.OFFICE_HEAD, "确认上级规定的变动", "8"),),
        ),
        State("ended", "已终止", final=True),
        State("discarded", "已弃用", final=True, open_to_unit=False),
    ),
    (
        Act(
            "override.register",
            "登记上级另有规定",
            (),
            ("draft",),
            KEEPERS,
            "8",
            "{who}登记{object}：{what}改为{value}，待另一人确认。",
            (
                Field("title", "文件名称", limit=120, clause="8"),
                Field("number", "发文字号", limit=60, clause="8"),
                Field("body", "发文机关", limit=80, clause="8"),
                Field("level", "层级", Widget.CHOICE, choices="superior_levels", clause="8"),
                Field("file", "文件", Widget.FILE, clause="8", hint="扫描件或者电子版，确认人对照它核对"),
                Field("words", "文件原文", Widget.LONG, limit=1000, hint="另有规定的那一条，照录"),
                Field("target_kind", "改变什么", Widget.CHOICE, choices=_TARGETS),
                Field(
                    "target",
                    "结果",
                    Widget.CHOICE,
                    choices="override_targets",
                    show_when="target_kind=result",
                ),
                Field(
                    "value", "改为", Widget.CHOICE, choices="override_values", show_when="target_kind=result"
                ),
                Field(
                    "measures",
                    "适用的处理方式",
                    Widget.CHOICES,
                    required=False,
                    choices="override_measures",
                    show_when="target_kind=result",
                    hint="不选：不论何种方式",
                ),
                Field(
                    "parameter",
                    "参数",
                    Widget.CHOICE,
                    choices="parameters",
                    show_when="target_kind=parameter",
                ),
                Field(
                    "parameter_value",
                    "改为",
                    limit=400,
                    shaped=True,
                    show_when="target_kind=parameter",
                    hint="数字、日期、选项名称，或者用顿号隔开的各项",
                ),
                Field("since", "自何日起", Widget.DATE, clause="8"),
                Field("until", "至何日止", Widget.DATE, required=False, hint="没有期限的不填"),
                Field(
                    "priority",
                    "同级次序",
                    Widget.NUMBER,
                    required=False,
                    whole=True,
                    most=99,
                    hint="同一层级另有文件改变同一项时填写，数大的优先；不填而又相遇的，列为冲突，由人决定",
                ),
            ),
            guard="附文件；机关、层级、原文、对象、期限齐全",
            hint="系统不从文件名推断优先；只按登记的内容办理。",
        ),
        Act(
            "override.confirm",
            "确认上级另有规定",
            ("draft",),
            ("active",),
            HEADS,
            "8",
            "{who}确认{object}：{what}改为{value}，自{since}起。",
            guard="与登记人不是同一人",
            apart=("override.register",),
            grave=True,
            milestone=True,
        ),
        Act(
            "override.discard",
            "弃用登记",
            ("draft",),
            ("discarded",),
            (*KEEPERS, *HEADS),
            "8",
            "{who}弃用{object}的登记：{reason}",
            (Field("reason", "原因", limit=200),),
        ),
        Act(
            "override.end",
            "提请终止",
            ("active",),
            ("changing",),
            KEEPERS,
            "8",
            "{who}提请{object}至{until}止，依据{source}：{reason}",
            (Field("until", "至何日止", Widget.DATE), _DOCUMENT, _REASON),
            opens_with=("until",),
        ),
        Act(
            "override.rank",
            "提请排定次序",
            ("active",),
            ("changing",),
            KEEPERS,
            "8",
            "{who}提请{object}的同级次序定为{priority}，依据{source}：{reason}",
            (
                Field("priority", "同级次序", Widget.NUMBER, whole=True, most=99, hint="数大的优先"),
                _DOCUMENT,
                _REASON,
            ),
            hint="同一层级的两份文件改变同一项时，由人排定，系统不自行取舍。",
            opens_with=("priority",),
        ),
        Act(
            "override.confirm_change",
            "确认变动",
            ("changing",),
            ("active", "ended"),
            HEADS,
            "8",
            "{who}确认{object}的变动：{what}。",
            guard="与提请人不是同一人",
            apart=("override.end", "override.rank"),
            grave=True,
            milestone=True,
        ),
        Act(
            "override.withdraw",
            "撤回变动",
            ("changing",),
            ("active",),
            (*KEEPERS, *HEADS),
            "8",
            "{who}撤回{object}的变动：{reason}",
            (Field("reason", "原因", limit=200),),
        ),
    ),
)
