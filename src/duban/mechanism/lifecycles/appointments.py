"""任职名单: posts of power are proposed by one organ with the paper, and confirmed whole by another (一, 三; A77)."""

from __future__ import annotations

from duban.mechanism.lifecycles.types import Act, Column, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import PostRole, Role

ROLES = "|".join(f"{each.value}={each.label}" for each in PostRole)
SIDES = "=不分|party=县委|gov=县政府"
PROPOSING = (Role.REGISTRAR, Role.ORG_DEPT, Role.OFFICE_HEAD)
CONFIRMING = (Role.ORG_DEPT, Role.OFFICE_HEAD, Role.HOLDER)
PROPOSED = ("postlist.propose", "postlist.nominate", "postlist.submit", "postlist.authorise", "postlist.lend")
FOR_A_TIME = (
    Field("starts_on", "自", Widget.DATE),
    Field("ends_on", "至", Widget.DATE),
    Field("reason", "事由", limit=120, hint="如：主任以县委常委身份同意本单位的文件；外出学习；核稿人休假"),
)
_PAPER = (
    Field("basis", "任职文件", limit=200, hint="名称和文号，如：关于张某等任职的通知（X委干〔2026〕1号）"),
    Field("file", "任职文件原件", Widget.FILE, hint="扫描件，与名单逐人核对", camera=True),
)
_REASON = Field("reason", "理由", limit=190)
POST_FIELDS = (
    Field("person", "人员", Widget.CHOICE, choices="people"),
    Field("role", "身份", Widget.CHOICE, choices=ROLES, clause="1.2"),
    Field("unit", "单位", Widget.CHOICE, required=False, choices="all_units", hint="县领导和系统管理员不填单位"),
    Field("title", "职务名称", limit=60, hint="如党组书记、局长"),
    Field("side", "所在一侧", Widget.CHOICE, required=False, choices=SIDES, hint="县领导须选"),
    Field("starts_on", "任职日期", Widget.DATE),
    Field("ends_on", "任至", Widget.DATE, required=False),
    Field("acting", "主持工作", Widget.YES, required=False, clause="1.2"),
)
_ROWS = Field(
    "rows",
    "名单",
    Widget.TABLE,
    most_rows=100,
    columns=(
        Column("name", "姓名", limit=60),
        Column("unit", "单位", Widget.CHOICE, choices="all_units", required=False),
        Column("role", "身份", Widget.CHOICE, choices=ROLES),
        Column("title", "职务名称", limit=60),
        Column("side", "所在一侧", Widget.CHOICE, choices=SIDES, required=False),
        Column("starts_on", "任职日期", Widget.DATE),
        Column("username", "账号", required=False, limit=40),
    ),
    hint="照任职文件逐人填写；没有登记过的人随名单登记，已有同名的在姓名后用括号写明区分；县领导填所在一侧，不填单位；"
    "填了账号的，确认时开通",
)

POSTLIST = Lifecycle(
    "postlist",
    "任职名单",
    (
        State("gathered", "待附任职文件"),
        State(
            "proposed",
            "待确认",
            (Duty("postlist.confirm", Role.ORG_DEPT, "确认任职名单", "1.2"),),
        ),
        State("confirmed", "已确认", final=True),
        State("rejected", "已退回", final=True),
        State("withdrawn", "已撤回", final=True),
    ),
    (
        Act(
            "postlist.propose",
            "提交任职名单",
            (),
            ("proposed",),
            PROPOSING,
            "1.2",
            "{who}按{basis}提交任职名单，共{count}人次，待{organ}确认。",
            (*_PAPER, _ROWS),
            guard="不提自己；系统管理员不任业务职务；办公室只提本办公室的人员",
            hint="名单整份确认，确认以前任何一个职务都不起作用。",
        ),
        Act(
            "postlist.nominate",
            "提名一人任职",
            (),
            ("proposed",),
            PROPOSING,
            "1.2",
            "{who}按{basis}提名{people}任{posts}，待{organ}确认。",
            (*POST_FIELDS, *_PAPER),
            guard="不提自己；系统管理员不任业务职务；办公室只提本办公室的人员",
            hint="县领导、主要领导、两办和两家机关的职务、系统管理员，由一家提名、另一家确认后才起作用。",
        ),
        Act(
            "postlist.authorise",
            "授权副主任签发",
            (),
            ("proposed",),
            (Role.OFFICE_HEAD,),
            "3.0",
            "{who}授权{people}自{starts}至{ends}签发文件：{reason}待{organ}确认。",
            (Field("person", "受权的副主任", Widget.CHOICE, choices="office_deputies", clause="3.0"), *FOR_A_TIME),
            guard="本办公室的副主任",
            hint="主任以县委常委身份同意的，或者不在岗的，由受权的副主任签发（A68）；经另一办公室主任确认，授权印在发文稿纸上。"
            "起草、核稿过本件的人仍不签发。",
        ),
        Act(
            "postlist.lend",
            "借出核稿、核查的人员",
            (),
            ("proposed",),
            (Role.OFFICE_HEAD,),
            "3.0",
            "{who}将{people}自{starts}至{ends}借给{office}核稿、核查：{reason}待{organ}确认。",
            (Field("person", "借出的人员", Widget.CHOICE, choices="office_lent", clause="3.0"), *FOR_A_TIME),
            guard="本办公室主任以外的人员",
            hint="对方因休假、回避人手不够时，借出的人在对方办公室核稿、作第二名核查人（A69），由对方主任确认，到期自行结束。",
        ),
        Act(
            "postlist.submit",
            "附任职文件提交确认",
            ("gathered",),
            ("proposed",),
            PROPOSING,
            "1.2",
            "{who}按{basis}提交从台账列出的任职名单，共{count}人次，待{organ}确认。",
            _PAPER,
            guard="名单上没有自己",
        ),
        Act(
            "postlist.confirm",
            "确认任职名单",
            ("proposed",),
            ("confirmed",),
            CONFIRMING,
            "1.2",
            "{who}确认任职名单，共{count}人次：{posts}{slips}。",
            guard="不是提名的人，名单上没有自己；由名单写明的机关确认",
            apart=PROPOSED,
            in_person=True,
            grave=True,
            hint="与任职文件原件逐人核对后整份确认；有一人不符的，整份退回。"
            "名单上还没有登录过的，和原来的账号由一人开通的，凭随名单备好的登录单登录、另设密码（A79）。",
        ),
        Act(
            "postlist.reject",
            "退回任职名单",
            ("proposed",),
            ("rejected",),
            CONFIRMING,
            "1.2",
            "{who}退回任职名单：{reason}",
            (_REASON,),
            apart=PROPOSED,
            in_person=True,
        ),
        Act(
            "postlist.withdraw",
            "撤回任职名单",
            ("gathered", "proposed"),
            ("withdrawn",),
            PROPOSING,
            "1.2",
            "{who}撤回任职名单：{reason}",
            (_REASON,),
            guard="由提名的机关撤回",
        ),
    ),
    born_of=("import.carry_out",),
)

LIFECYCLES = (POSTLIST,)
