"""Fields and roles that several acts of accountability share."""

from __future__ import annotations

from dataclasses import replace

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act
from duban.mechanism.lifecycles.types import Act, Column, Field, Widget
from duban.mechanism.people.standing import Role

OFFICE = (Role.INSPECTOR, Role.CHECKER, Role.OFFICE_HEAD, Role.CLERK, Role.SIGNATORY)
BODIES = (Role.CDI, Role.ORG_DEPT)

RECUSAL = ask.choice("recusal", "回避声明", choices="none=与当事单位和人员没有应当回避的关系|related=有应当回避的关系",
    required=False, known="recusal", hint="每人每案声明一次，增列人员以后再声明。有关系的不得办理，请改办“申报回避”")
REASON = ask.long("reason", "理由", limit=600)
BRIEF = ask.long("reason", "理由", limit=200)
OPINION = ask.text("opinion", "意见", required=False, limit=300)
DOCUMENT = ask.text("document", "文件名称、文号", limit=200, hint="如：《关于××的通报》（×办〔2026〕8号）")
DOCUMENT_ON = ask.date("document_on", "文件日期")
FILE = ask.file("file", "文件扫描件")

SUPERIOR = (
    ask.choice("target", "被督办、约谈、问责的是", choices="county=县委、县政府|leader=县委、县政府主要领导",
        clause="5.2"),
    ask.choice("county_kind", "上级采取的方式", choices="superior_actions_county", show_when="target=county",
        clause="5.2"),
    ask.choice("leader_kind", "上级采取的方式", choices="superior_actions_leader", show_when="target=leader",
        clause="5.2", hint="对主要领导没有挂牌督办"),
    ask.text("organ", "上级机关", limit=80, clause="5.2"),
    DOCUMENT, DOCUMENT_ON,
    ask.long("causation", "因果认定", clause="5.2", hint="写明该单位落实不力怎样导致上述结果，由办公室书面认定"),
    FILE,
)
RANKING = (
    ask.text("assessor", "考核或通报的机关", limit=80, clause="5.3"),
    ask.text("subject", "考核或通报的工作", limit=120, clause="5.3"),
    ask.number("year", "年度", integer=True, least=2000, most=2100, clause="5.3"),
    ask.choice("period", "考核周期", choices="ranking_periods", clause="5.3", hint="只认年度结果"),
    ask.number("rank", "名次（从前往后）", integer=True, least=1, most=9999, clause="5.3"),
    ask.number("total", "参加排名的总数", integer=True, least=1, most=9999, clause="5.3"),
    ask.number("tied", "另有几家并列同一名次", integer=True, most=9999, clause="5.3", hint="没有并列填 0"),
    ask.choice("lead", "该单位在这项工作中", choices="lead=牵头负责|assist=协同配合", clause="5.3"),
    DOCUMENT, DOCUMENT_ON, FILE,
)
CONSEQUENCES = (
    ask.choice("behaviour", "表现", choices="behaviour_kinds", clause="5.4"),
    ask.long("consequence", "造成的后果", clause="5.4"),
    ask.long("severity", "严重程度及其依据", clause="5.4"),
    DOCUMENT, DOCUMENT_ON, FILE,
)
OTHER = (
    ask.long("circumstance", "应当追究责任的情形", clause="5.5"),
    ask.long("basis", "书面依据", clause="5.5", hint="引用条款原文；一律报县委或县政府主要领导同意"),
    DOCUMENT, DOCUMENT_ON, FILE,
)
ITEMS: tuple[tuple[str, str, str, tuple[Field, ...]], ...] = (
    ("superior", "5.2", "上级挂牌督办、约谈或问责", SUPERIOR),
    ("ranking", "5.3", "年度考核全市排名靠后", RANKING),
    ("consequences", "5.4", "造成严重不良后果", CONSEQUENCES),
    ("other", "5.5", "其他应当追究责任的情形", OTHER),
)


def kinds_field(name: str, choices: str, show_when: str = "", **more: str) -> Field:
    """The kinds of a decision, each with the end of its effect where the decision itself says it."""
    return ask.table(name, more.get("label", "处理方式"), show_when=show_when, clause="6.5",
        hint=more.get("hint", "影响期按种类自动计算，几种并用的以较长的为准；依法另有规定的填截止日"),
        columns=(
            Column("kind", "方式", widget=Widget.CHOICE, choices=choices),
            Column("effect_until", "影响期截止日", widget=Widget.DATE, required=False),
        ))


KINDS = kinds_field("kinds", "sanction_kinds")
ORIGINAL = ask.yes("original", "原件已核", required=False, hint="不上传扫描件的，须看过原件；登记和核对的两家都要看过")
SCAN = ask.file("file", "文书扫描件", required=False, clause="6.4", hint="可以不上传，改选“原件已核”")
ON_A_PERSON = "subject_kind=person"
SUBJECT_KIND = ask.choice("subject_kind", "处理对象", choices="person=人员|unit=单位", clause="6.5")
KINDS_OF_SUBJECT = (
    kinds_field("kinds", "sanction_kinds", ON_A_PERSON, label="处理方式（人员）"),
    kinds_field("unit_kinds", "unit_sanction_kinds", "subject_kind=unit", label="处理方式（单位）"),
)
AUTHORITY = ask.choice("authority", "干部管理权限",
    choices="county=县管|unit=所在单位管理（其他干部）|city=市管|vertical=上级主管部门管理", clause="6.4",
    hint="市管和垂直管理的，县里只能提出建议；其他干部的年度结果由所在单位决定")
ON_ANYBODY = (
    SUBJECT_KIND,
    ask.choice("person", "人员", choices="people", show_when=ON_A_PERSON),
    ask.choice("unit", "单位", choices="units", show_when="subject_kind=unit"),
    replace(AUTHORITY, show_when=ON_A_PERSON),
    ask.choice("leading", "是否领导干部", choices="yes=是|no=不是", show_when=ON_A_PERSON),
)
DEFENCE = ask.choice("defence", "决定前的陈述申辩", choices="heard=已听取|waived=对象书面放弃", clause="6.4")
DAYS = (
    ask.text("number", "决定文号", limit=60, clause="6.4"),
    ask.date("decided_on", "作出日期", clause="6.4"),
    ask.date("effective_on", "生效日期", clause="6.4"),
    ask.date("served_on", "送达日期", required=False, clause="6.4", hint="未送达的可以以后登记"),
    ask.number("conduct_year", "行为发生年度", integer=True, least=1950, most=2100, clause="6.4"),
)
GROUNDS = (
    ask.long("facts", "认定的事实", clause="6.4"),
    ask.long("basis", "适用的条款", limit=600, clause="6.4"),
    SCAN, ORIGINAL,
)
ENTRY = (*DAYS, KINDS, *GROUNDS)
"""What an entry states of the signed document, for a subject that is known."""
DECISION = (
    *DAYS, *KINDS_OF_SUBJECT, *GROUNDS,
    ask.choice("despite_same", "是否与已登记的决定重复", choices="no=没有重复|yes=确系另一件决定", clause="6.5",
        hint="同一对象、同一事项已有决定，或者文号相同的，系统会提示；确系另一件决定才选后者。同一事项的几件决定，"
        "不论方式，计次时只计一次（A34）"),
)
WITHHELD = "differs=与文书不符|subject=对象有误|outside=不属本机制"
WITHHOLDING = (
    ask.choice("why", "退回的理由", choices=WITHHELD, clause="6.4"),
    ask.long("reason", "哪里不符", limit=600),
    RECUSAL,
)
AGREES = ask.choices("agrees", "与文书核对一致的各项",
    choices="number=文号|day=日期|subject=对象|kinds=方式|effect=影响期", clause="6.4",
    hint="核对登记与签发的文书是否一致，不是表决。不一致的，请退回登记人")


def sweeping(kind: str) -> Act:
    """What the sweep tells of a case: near, due and late, each once."""
    return act(key=f"{kind}.sweep", label="到期提示", clause="6.4", by=Role.SYSTEM,
        at="*", says="{text}", keeps_version=True)
