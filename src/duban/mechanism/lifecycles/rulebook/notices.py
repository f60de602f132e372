"""The county's own notice: adopted, confirmed by a second person, extended (九); and the work calendar."""

from __future__ import annotations

from duban.mechanism.lifecycles.rulebook.roles import HEADS, KEEPERS
from duban.mechanism.lifecycles.types import Act, Column, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Role

_CALENDAR = (Role.REGISTRAR, Role.OFFICE_HEAD, Role.CO_HEAD)
ANSWERS = "here=写在原文这一处|absent=本通知没有这一条|value=参数取值为|default=按默认办理|none=与参数无关"
SAID = dict(one.split("=", 1) for one in ANSWERS.split("|"))
"""The kinds of answers to what a notice leaves in doubt, with their words."""
_DAYS = Field(
    "days",
    "调休安排",
    Widget.TABLE,
    columns=(
        Column("day", "日期", Widget.DATE),
        Column("worked", "安排", Widget.CHOICE, choices="off=放假|work=上班"),
        Column("name", "节日", required=False, limit=20),
    ),
    hint="只列与周一至周五上班不同的日子",
)

NOTICE = Lifecycle(
    "notice",
    "通知",
    (
        State(
            "draft",
            "待确认",
            (Duty("notice.confirm", Role.OFFICE_HEAD, "确认导入的通知", "9"),),
            open_to_unit=False,
        ),
        State("confirmed", "已确认"),
        State(
            "extending",
            "已确认，延期待确认",
            (Duty("notice.confirm_extension", Role.CO_HEAD, "确认试行期的延长", "9"),),
        ),
        State("discarded", "已弃用", final=True, open_to_unit=False),
    ),
    (
        Act(
            "notice.adopt",
            "导入通知",
            (),
            ("draft",),
            KEEPERS,
            "9",
            "{who}导入{object}，找到条款{bound}条，参数不同{differing}处，待答复{asked}项，待另一人确认。{despite}",
            (
                Field(
                    "file",
                    "通知文本",
                    Widget.FILE,
                    hint="UTF-8 或 GB18030 编码的纯文本",
                    accept=".txt .docx .pdf",
                ),
                Field(
                    "issued_on",
                    "印发日期",
                    Widget.DATE,
                    required=False,
                    clause="9",
                    hint="与原文落款一致；试行期自印发之日起算",
                ),
                Field("number", "发文字号", required=False, limit=60, clause="9", hint="与原文版头一致"),
                Field("issuer", "发文机关", required=False, limit=80, clause="9", hint="与原文落款一致"),
                Field(
                    "despite",
                    "与原文不一致的理由",
                    Widget.LONG,
                    required=False,
                    limit=200,
                    clause="9",
                    hint="填写的发文信息与原文不同的，说明以哪个为准",
                ),
            ),
            guard="印发日期、发文字号、发文机关齐全，与原文一致或者说明理由",
        ),
        Act(
            "notice.answer",
            "答复待定项",
            ("draft",),
            (),
            KEEPERS,
            "9",
            "{who}答复{object}的待定项“{what}”：{how}{told}。理由：{reason}",
            (
                Field("item", "待定项", Widget.CHOICE, choices="notice_asked"),
                Field("how", "答复", Widget.CHOICE, choices=ANSWERS),
                Field(
                    "words",
                    "原文或者取值",
                    Widget.LONG,
                    required=False,
                    limit=400,
                    hint="写在原文某处的，抄录那一句；取值的，写明取值",
                ),
                Field("reason", "理由", limit=200),
            ),
            guard="抄录的确是原文，取值的类型正确",
            hint="认不准的条款、数字和名称由人答复，系统不作推定；全部答复以后才能确认生效。",
        ),
        Act(
            "notice.confirm",
            "确认通知生效",
            ("draft",),
            ("confirmed",),
            HEADS,
            "9",
            "{who}确认{object}：自{since}起按本通知的条文和参数办理，试行至{until}。",
            guard="与导入人、答复人不是同一人；待定项都有答复",
            apart=("notice.adopt", "notice.answer"),
            grave=True,
            milestone=True,
            hint="确认后，页面按本通知的原文引用，新的事项按本通知的参数判断。",
        ),
        Act(
            "notice.discard",
            "弃用导入",
            ("draft",),
            ("discarded",),
            (*KEEPERS, *HEADS),
            "9",
            "{who}弃用导入的{object}：{reason}",
            (Field("reason", "原因", limit=200),),
        ),
        Act(
            "notice.extend",
            "登记延期文件",
            ("confirmed",),
            ("extending",),
            HEADS,
            "9",
            "{who}登记延期文件{number}：{object}试行至{until}，待另一家办公室确认。",
            (
                Field("number", "延期文件文号", limit=60, clause="9"),
                Field("title", "延期文件名称", limit=120, clause="9"),
                Field("dated_on", "文件日期", Widget.DATE, clause="9"),
                Field("until", "延长至", Widget.DATE, clause="9"),
                Field("file", "延期文件", Widget.FILE, clause="9"),
            ),
            guard="晚于现在的到期日，附延期文件",
            milestone=True,
            hint="另一家办公室的人员对照文件确认以前，试行期不变。",
        ),
        Act(
            "notice.confirm_extension",
            "确认试行期的延长",
            ("extending",),
            ("confirmed",),
            HEADS,
            "9",
            "{who}对照{source}确认：{object}试行至{until}。",
            guard="与登记人不是同一人，由另一家办公室的主任或者县委、县政府主要领导确认",
            apart=("notice.extend",),
            grave=True,
            milestone=True,
        ),
        Act(
            "notice.withdraw_extension",
            "撤回延期登记",
            ("extending",),
            ("confirmed",),
            HEADS,
            "9",
            "{who}撤回{object}的延期登记：{reason}",
            (Field("reason", "原因", limit=200),),
        ),
    ),
)

CALENDAR = Lifecycle(
    "calendar",
    "工作日历",
    (State("active", "已公布"),),
    (
        Act(
            "calendar.publish",
            "录入年度节假日安排",
            (),
            ("active",),
            _CALENDAR,
            "",
            "{who}录入{object}：放假{off}天，调休上班{worked}天。",
            (
                Field("year", "年份", Widget.NUMBER, whole=True, least=2000, most=2100),
                Field("source", "依据", limit=120),
                _DAYS,
            ),
        ),
        Act(
            "calendar.amend",
            "调整节假日安排",
            ("active",),
            (),
            _CALENDAR,
            "",
            "{who}调整{object}：{count}天。{source}",
            (Field("source", "依据", limit=120), _DAYS),
            hint="已经算定的时限不变，以后新算的时限按调整后的日历。",
        ),
    ),
)
