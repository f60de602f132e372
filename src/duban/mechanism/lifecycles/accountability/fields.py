"""Fields and roles that several acts of accountability share."""

from __future__ import annotations

from dataclasses import replace

from duban.mechanism.lifecycles.types import Act, Column, Field, Widget
from duban.mechanism.standing import Role

OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK, Role.SIGNATORY)
BODIES = (Role.CDI, Role.ORG_DEPT)

RECUSAL = Field(
    "recusal",
    "回避声明",
    Widget.CHOICE,
    required=False,
    choices="none=与当事单位和人员没有应当回避的关系|related=有应当回避的关系",
    hint="每人每案声明一次，增列人员以后再声明。有关系的不得办理，请改办“申报回避”",
    known="recusal",
)
REASON = Field("reason", "理由", Widget.LONG, limit=600)
BRIEF = Field("reason", "理由", Widget.LONG, limit=200)
OPINION = Field("opinion", "意见", required=False, limit=300)
DOCUMENT = Field("document", "文件名称、文号", limit=200, hint="如：《关于××的通报》（×办〔2026〕8号）")
DOCUMENT_ON = Field("document_on", "文件日期", Widget.DATE)
FILE = Field("file", "文件扫描件", Widget.FILE)

SUPERIOR = (
    Field(
        "target",
        "被督办、约谈、问责的是",
        Widget.CHOICE,
        choices="county=县委、县政府|leader=县委、县政府主要领导",
        clause="5.2",
    ),
    Field(
        "county_kind",
        "上级采取的方式",
        Widget.CHOICE,
        choices="superior_actions_county",
        show_when="target=county",
        clause="5.2",
    ),
    Field(
        "leader_kind",
        "上级采取的方式",
        Widget.CHOICE,
        choices="superior_actions_leader",
        show_when="target=leader",
        clause="5.2",
        hint="对主要领导没有挂牌督办",
    ),
    Field("organ", "上级机关", limit=80, clause="5.2"),
    DOCUMENT,
    DOCUMENT_ON,
    Field("causation", "因果认定", Widget.LONG, clause="5.2", hint="写明该单位落实不力怎样导致上述结果，由办公室书面认定"),
    FILE,
)  # fmt: skip
RANKING = (
    Field("assessor", "考核或通报的机关", limit=80, clause="5.3"),
    Field("subject", "考核或通报的工作", limit=120, clause="5.3"),
    Field("year", "年度", Widget.NUMBER, whole=True, least=2000, most=2100, clause="5.3"),
    Field("period", "考核周期", Widget.CHOICE, choices="ranking_periods", clause="5.3", hint="只认年度结果"),
    Field("rank", "名次（从前往后）", Widget.NUMBER, whole=True, least=1, most=9999, clause="5.3"),
    Field("total", "参加排名的总数", Widget.NUMBER, whole=True, least=1, most=9999, clause="5.3"),
    Field(
        "tied",
        "另有几家并列同一名次",
        Widget.NUMBER,
        whole=True,
        most=9999,
        clause="5.3",
        hint="没有并列填 0",
    ),
    Field(
        "lead",
        "该单位在这项工作中",
        Widget.CHOICE,
        choices="lead=牵头负责|assist=协同配合",
        clause="5.3",
    ),
    DOCUMENT,
    DOCUMENT_ON,
    FILE,
)
CONSEQUENCES = (
    Field("behaviour", "表现", Widget.CHOICE, choices="behaviour_kinds", clause="5.4"),
    Field("consequence", "造成的后果", Widget.LONG, clause="5.4"),
    Field("severity", "严重程度及其依据", Widget.LONG, clause="5.4"),
    DOCUMENT,
    DOCUMENT_ON,
    FILE,
)
OTHER = (
    Field("circumstance", "应当追究责任的情形", Widget.LONG, clause="5.5"),
    Field(
        "basis", "书面依据", Widget.LONG, clause="5.5", hint="引用条款原文；一律报县委或县政府主要领导同意"
    ),
    DOCUMENT,
    DOCUMENT_ON,
    FILE,
)
ITEMS: tuple[tuple[str, str, str, tuple[Field, ...]], ...] = (
    ("superior", "5.2", "上级挂牌督办、约谈或问责", SUPERIOR),
    ("ranking", "5.3", "年度考核全市排名靠后", RANKING),
    ("consequences", "5.4", "造成严重不良后果", CONSEQUENCES),
    ("other", "5.5", "其他应当追究责任的情形", OTHER),
)


def kinds_field(name: str, choices: str, show_when: str = "", **more: str) -> Field:
    """The kinds of a decision, each with the end of its effect where the decision itself says it."""
    return Field(
        name,
        more.get("label", "处理方式"),
        Widget.TABLE,
        show_when=show_when,
        clause="6.5",
        hint=more.get("hint", "影响期按种类自动计算，几种并用的以较长的为准；依法另有规定的填截止日"),
        columns=(
            Column("kind", "方式", Widget.CHOICE, choices=choices),
            Column("effect_until", "影响期截止日", Widget.DATE, required=False),
        ),
    )


KINDS = kinds_field("kinds", "sanction_kinds")
ORIGINAL = Field(
    "original",
    "原件已核",
    Widget.YES,
    required=False,
    hint="不上传扫描件的，须看过原件；登记和核对的两家都要看过",
)
SCAN = Field("file", "文书扫描件", Widget.FILE, required=False, clause="6.4", hint="可以不上传，改选“原件已核”")
ON_A_PERSON = "subject_kind=person"
SUBJECT_KIND = Field(
    "subject_kind", "处理对象", Widget.CHOICE, choices="person=人员|unit=单位", clause="6.5"
)
KINDS_OF_SUBJECT = (
    kinds_field("kinds", "sanction_kinds", ON_A_PERSON, label="处理方式（人员）"),
    kinds_field("unit_kinds", "unit_sanction_kinds", "subject_kind=unit", label="处理方式（单位）"),
)
AUTHORITY = Field(
    "authority",
    "干部管理权限",
    Widget.CHOICE,
    choices="county=县管|unit=所在单位管理（其他干部）|city=市管|vertical=上级主管部门管理",
    clause="6.4",
    hint="市管和垂直管理的，县里只能提出建议；其他干部的年度结果由所在单位决定",
)
ON_ANYBODY = (
    SUBJECT_KIND,
    Field("person", "人员", Widget.CHOICE, choices="people", show_when=ON_A_PERSON),
    Field("unit", "单位", Widget.CHOICE, choices="units", show_when="subject_kind=unit"),
    replace(AUTHORITY, show_when=ON_A_PERSON),
    Field("leading", "是否领导干部", Widget.CHOICE, choices="yes=是|no=不是", show_when=ON_A_PERSON),
)
DEFENCE = Field(
    "defence", "决定前的陈述申辩", Widget.CHOICE, choices="heard=已听取|waived=对象书面放弃", clause="6.4"
)
DAYS = (
    Field("number", "决定文号", limit=60, clause="6.4"),
    Field("decided_on", "作出日期", Widget.DATE, clause="6.4"),
    Field("effective_on", "生效日期", Widget.DATE, clause="6.4"),
    Field("served_on", "送达日期", Widget.DATE, required=False, clause="6.4", hint="未送达的可以以后登记"),
    Field("conduct_year", "行为发生年度", Widget.NUMBER, whole=True, least=1950, most=2100, clause="6.4"),
)
GROUNDS = (
    Field("facts", "认定的事实", Widget.LONG, clause="6.4"),
    Field("basis", "适用的条款", Widget.LONG, limit=600, clause="6.4"),
    SCAN,
    ORIGINAL,
)
ENTRY = (*DAYS, KINDS, *GROUNDS)
"""What an entry states of the signed document, for a subject that is known."""
DECISION = (
    *DAYS,
    *KINDS_OF_SUBJECT,
    *GROUNDS,
    Field(
        "despite_same",
        "是否与已登记的决定重复",
        Widget.CHOICE,
        choices="no=没有重复|yes=确系另一件决定",
        hint="同一对象、同一事项已有决定，或者文号相同的，系统会提示；确系另一件决定才选后者。"
        "同一事项的几件决定，不论方式，计次时只计一次（A34）",
        clause="6.5",
    ),
)
WITHHELD = "differs=与文书不符|subject=对象有误|outside=不属本机制"
WITHHOLDING = (
    Field("why", "退回的理由", Widget.CHOICE, choices=WITHHELD, clause="6.4"),
    Field("reason", "哪里不符", Widget.LONG, limit=600),
    RECUSAL,
)
AGREES = Field(
    "agrees",
    "与文书核对一致的各项",
    Widget.CHOICES,
    choices="number=文号|day=日期|subject=对象|kinds=方式|effect=影响期",
    clause="6.4",
    hint="核对登记与签发的文书是否一致，不是表决。不一致的，请退回登记人",
)


def sweeping(kind: str) -> Act:
    """What the sweep tells of a case: near, due and late, each once."""
    return Act(
        f"{kind}.sweep",
        "到期提示",
        ("*",),
        (),
        (Role.SYSTEM,),
        "6.4",
        "{text}",
        keeps_version=True,
    )
