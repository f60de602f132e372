"""任职名单: posts of power are proposed by one organ with the paper, and confirmed whole by another (一, 三; A77)."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Column, Lifecycle, Widget
from duban.mechanism.people.standing import PostRole, Role

ROLES = "|".join(f"{each.value}={each.label}" for each in PostRole)
SIDES = "=不分|party=县委|gov=县政府"
PROPOSING = (Role.REGISTRAR, Role.ORG_DEPT, Role.OFFICE_HEAD)
CONFIRMING = (Role.ORG_DEPT, Role.OFFICE_HEAD, Role.HOLDER)
PROPOSED = ("postlist.propose", "postlist.nominate", "postlist.submit", "postlist.authorise", "postlist.lend")
FOR_A_TIME = (
    ask.date("starts_on", "自"),
    ask.date("ends_on", "至"),
    ask.text("reason", "事由", limit=120, hint="如：主任以县委常委身份同意本单位的文件；外出学习；核稿人休假"),
)
_PAPER = (
    ask.text("basis", "任职文件", limit=200, hint="名称和文号，如：关于张某等任职的通知（X委干〔2026〕1号）"),
    ask.file("file", "任职文件原件", camera=True, hint="扫描件，与名单逐人核对"),
)
_REASON = ask.text("reason", "理由", limit=190)
POST_FIELDS = (
    ask.choice("person", "人员", choices="people"),
    ask.choice("role", "身份", choices=ROLES, clause="1.2"),
    ask.choice("unit", "单位", choices="all_units", required=False, hint="县领导和系统管理员不填单位"),
    ask.text("title", "职务名称", limit=60, hint="如党组书记、局长"),
    ask.choice("side", "所在一侧", choices=SIDES, required=False, hint="县领导须选"),
    ask.date("starts_on", "任职日期"),
    ask.date("ends_on", "任至", required=False),
    ask.yes("acting", "主持工作", required=False, clause="1.2"),
)
_ROWS = ask.table("rows", "名单", most_rows=100,
    hint="照任职文件逐人填写；没有登记过的人随名单登记，已有同名的在姓名后用括号写明区分；县领导填所在一侧，不填单位；"
    "填了账号的，确认时开通",
    columns=(
        Column("name", "姓名", limit=60),
        Column("unit", "单位", widget=Widget.CHOICE, choices="all_units", required=False),
        Column("role", "身份", widget=Widget.CHOICE, choices=ROLES),
        Column("title", "职务名称", limit=60),
        Column("side", "所在一侧", widget=Widget.CHOICE, choices=SIDES, required=False),
        Column("starts_on", "任职日期", widget=Widget.DATE),
        Column("username", "账号", required=False, limit=40),
    ))

POSTLIST = Lifecycle(kind="postlist", label="任职名单",
    states=(
        state("gathered", "待附任职文件", means="open"),
        state("proposed", "待确认", owes("postlist.confirm", "确认任职名单", by=Role.ORG_DEPT, clause="1.2"), means="open"),
        state("confirmed", "已确认", final=True),
        state("rejected", "已退回", final=True),
        state("withdrawn", "已撤回", final=True),
    ),
    acts=(
        act(key="postlist.propose", label="提交任职名单", clause="1.2", by=PROPOSING,
            to="proposed", says="{who}按{basis}提交任职名单，共{count}人次，待{organ}确认。",
            guard="organisations.postlists.propose_list", opens="first_posts",
            hint="名单整份确认，确认以前任何一个职务都不起作用。", asks=(*_PAPER, _ROWS)),
        act(key="postlist.nominate", label="提名一人任职", clause="1.2", by=PROPOSING,
            to="proposed", says="{who}按{basis}提名{people}任{posts}，待{organ}确认。",
            guard="organisations.postlists.nominate",
            hint="县领导、主要领导、两办和两家机关的职务、系统管理员，由一家提名、另一家确认后才起作用。",
            asks=(*POST_FIELDS, *_PAPER)),
        act(key="postlist.authorise", label="授权副主任签发", clause="3.0", by=Role.OFFICE_HEAD,
            to="proposed", says="{who}授权{people}自{starts}至{ends}签发文件：{reason}待{organ}确认。",
            guard="organisations.authorities.authorise",
            hint="主任以县委常委身份同意的，或者不在岗的，由受权的副主任签发（A68）；经另一办公室主任确认，"
            "授权印在发文稿纸上。起草、核稿过本件的人仍不签发。",
            asks=(ask.choice("person", "受权的副主任", choices="office_deputies", clause="3.0"), *FOR_A_TIME)),
        act(key="postlist.lend", label="借出核稿、核查的人员", clause="3.0", by=Role.OFFICE_HEAD,
            to="proposed", says="{who}将{people}自{starts}至{ends}借给{office}核稿、核查：{reason}待{organ}确认。",
            guard="organisations.authorities.lend",
            hint="对方因休假、回避人手不够时，借出的人在对方办公室核稿、作第二名核查人（A69），由对方主任确认，"
            "到期自行结束。",
            asks=(ask.choice("person", "借出的人员", choices="office_lent", clause="3.0"), *FOR_A_TIME)),
        act(key="postlist.submit", label="附任职文件提交确认", clause="1.2", by=PROPOSING,
            at="gathered", to="proposed", says="{who}按{basis}提交从台账列出的任职名单，共{count}人次，待{organ}确认。",
            guard="organisations.postlists.submit_list",
            asks=_PAPER),
        act(key="postlist.confirm", label="确认任职名单", clause="1.2", by=CONFIRMING,
            whether="名单是否与任职文件一致？",
            at="proposed", to="confirmed", says="{who}确认任职名单，共{count}人次：{posts}{slips}。",
            effects="confirming_postlist", in_person=True, reads="whose_hands",
            apart=PROPOSED, guard="organisations.policies.asked_and_another", bars="asked_and_another",
            hint="与任职文件原件逐人核对后整份确认；有一人不符的，整份退回。名单上还没有登录过的，"
            "和原来的账号由一人开通的，凭随名单备好的登录单登录、另设密码（A79）。"),
        act(key="postlist.reject", label="退回任职名单", clause="1.2", by=CONFIRMING,
            at="proposed", to="rejected", says="{who}退回任职名单：{reason}", in_person=True, apart=PROPOSED,
            bars="asked_and_another", asks=(_REASON,)),
        act(key="postlist.withdraw", label="撤回任职名单", clause="1.2", by=PROPOSING,
            at=("gathered", "proposed"), to="withdrawn", says="{who}撤回任职名单：{reason}",
            guard="organisations.policies.own_organ", bars="own_organ",
            asks=(_REASON,)),
    ),
    born_of=("import.carry_out",),
)

LIFECYCLES = (POSTLIST,)
