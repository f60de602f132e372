"""The county's own notice: adopted, confirmed by a second person, extended (九); and the work calendar."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.rulebook.roles import HEADS, KEEPERS
from duban.mechanism.lifecycles.types import Column, Lifecycle, Widget
from duban.mechanism.people.standing import Role

_CALENDAR = (Role.REGISTRAR, Role.OFFICE_HEAD, Role.CO_HEAD)
ANSWERS = "here=写在原文这一处|absent=本通知没有这一条|value=参数取值为|default=按默认办理|none=与参数无关"
SAID = dict(one.split("=", 1) for one in ANSWERS.split("|"))
"""The kinds of answers to what a notice leaves in doubt, with their words."""
_DAYS = ask.table("days", "调休安排", hint="只列与周一至周五上班不同的日子",
    columns=(
        Column("day", "日期", widget=Widget.DATE),
        Column("worked", "安排", widget=Widget.CHOICE, choices="off=放假|work=上班"),
        Column("name", "节日", required=False, limit=20),
    ))

NOTICE = Lifecycle(kind="notice", label="通知",
    states=(
        state("draft", "待确认", owes("notice.confirm", "确认导入的通知", by=Role.OFFICE_HEAD, clause="9"),
            means=("unconfirmed", "to_confirm"), open_to_unit=False),
        state("confirmed", "已确认", means="in_force"),
        state("extending", "已确认，延期待确认",
            owes("notice.confirm_extension", "确认试行期的延长", by=Role.CO_HEAD, clause="9"),
            means=("in_force", "to_confirm")),
        state("discarded", "已弃用", means="unconfirmed", final=True, open_to_unit=False),
    ),
    acts=(
        act(key="notice.adopt", label="导入通知", clause="9", by=KEEPERS,
            to="draft",
            says="{who}导入{object}，找到条款{bound}条，参数不同{differing}处，待答复{asked}项，待另一人确认。{despite}",
            guard="rulebook.notices.sound_facts",
            asks=(
                ask.file("file", "通知文本", accept=".txt .docx .pdf", hint="UTF-8 或 GB18030 编码的纯文本"),
                ask.date("issued_on", "印发日期", required=False, clause="9",
                    hint="与原文落款一致；试行期自印发之日起算"),
                ask.text("number", "发文字号", required=False, limit=60, clause="9", hint="与原文版头一致"),
                ask.text("issuer", "发文机关", required=False, limit=80, clause="9", hint="与原文落款一致"),
                ask.long("despite", "与原文不一致的理由", required=False, limit=200, clause="9",
                    hint="填写的发文信息与原文不同的，说明以哪个为准"),
            )),
        act(key="notice.answer", label="答复待定项", clause="9", by=KEEPERS,
            at="draft", says="{who}答复{object}的待定项“{what}”：{how}{told}。理由：{reason}",
            guard="rulebook.answering.answer_notice",
            hint="认不准的条款、数字和名称由人答复，系统不作推定；全部答复以后才能确认生效。",
            asks=(
                ask.choice("item", "待定项", choices="notice_asked"),
                ask.choice("how", "答复", choices=ANSWERS),
                ask.long("words", "原文或者取值", required=False, limit=400,
                    hint="写在原文某处的，抄录那一句；取值的，写明取值"),
                ask.text("reason", "理由", limit=200),
            )),
        act(key="notice.confirm", label="确认通知生效", clause="9", by=HEADS,
            whether="通知是否这样生效？",
            at="draft", to="confirmed",
            says="{who}确认{object}：自{since}起按本通知的条文和参数办理，试行至{until}。", milestone=True,
            effects="confirming_notice", bears_on_year=True,
            apart=("notice.adopt", "notice.answer"), reads="whose_hands", guard="rulebook.notices.confirm_notice",
            hint="确认后，页面按本通知的原文引用，新的事项按本通知的参数判断。", instead="notice.discard"),
        act(key="notice.discard", label="弃用导入", clause="9", by=(*KEEPERS, *HEADS),
            at="draft", to="discarded", says="{who}弃用导入的{object}：{reason}",
            asks=(ask.text("reason", "原因", limit=200),)),
        act(key="notice.extend", label="登记延期文件", clause="9", by=HEADS,
            at="confirmed", to="extending",
            says="{who}登记延期文件{number}：{object}试行至{until}，待另一家办公室确认。", milestone=True,
            guard="rulebook.notices.extend_notice", hint="另一家办公室的人员对照文件确认以前，试行期不变。",
            asks=(
                ask.text("number", "延期文件文号", limit=60, clause="9"),
                ask.text("title", "延期文件名称", limit=120, clause="9"),
                ask.date("dated_on", "文件日期", clause="9"),
                ask.date("until", "延长至", clause="9"),
                ask.file("file", "延期文件", clause="9"),
            )),
        act(key="notice.confirm_extension", label="确认试行期的延长", clause="9", by=HEADS,
            whether="试行期是否这样延长？",
            at="extending", to="confirmed", says="{who}对照{source}确认：{object}试行至{until}。", milestone=True,
            effects="extending_trial", bears_on_year=True,
            apart="notice.extend", reads="whose_hands", guard="rulebook.notices.confirm_extension"),
        act(key="notice.withdraw_extension", label="撤回延期登记", clause="9", by=HEADS,
            at="extending", to="confirmed", says="{who}撤回{object}的延期登记：{reason}",
            asks=(ask.text("reason", "原因", limit=200),)),
    ),
)

CALENDAR = Lifecycle(kind="calendar", label="工作日历",
    states=(state("active", "已公布"),),
    acts=(
        act(key="calendar.publish", label="录入年度节假日安排", by=_CALENDAR,
            to="active", says="{who}录入{object}：放假{off}天，调休上班{worked}天。",
            asks=(
                ask.number("year", "年份", integer=True, least=2000, most=2100),
                ask.text("source", "依据", limit=120),
                _DAYS,
            )),
        act(key="calendar.amend", label="调整节假日安排", by=_CALENDAR,
            at="active", says="{who}调整{object}：{count}天。{source}",
            hint="已经算定的时限不变，以后新算的时限按调整后的日历。",
            asks=(ask.text("source", "依据", limit=120), _DAYS)),
    ),
)
