"""Units, people, dated posts and delegation (一): who keeps the directory and how it may change."""

from __future__ import annotations

from duban.mechanism.lifecycles.appointments import POST_FIELDS, SIDES
from duban.mechanism.lifecycles.types import Act, Duty, Field, Lifecycle, State, Widget
from duban.mechanism.standing import Function, Role

LEADING_ORGAN = "领导机构"
"""The kind of 县委, 县政府, 县人大常委会 …: never responsible units."""

_DIRECTORY = (Role.REGISTRAR,)
_PEOPLE = (Role.REGISTRAR, Role.ORG_DEPT)
_FUNCTIONS = "|".join(f"{each.value}={each.label or '无'}" for each in (Function.NONE, *list(Function)[:-1]))
_CATEGORIES = "公务员=公务员|参公人员=参公人员|事业单位人员=事业单位人员|国有企业人员=国有企业人员|其他=其他"
_BASIS = Field("basis", "依据", required=False, limit=200, hint="任免或者机构文件的名称、文号")

_UNIT_FIELDS = (
    Field("name", "单位全称", limit=80),
    Field("short_name", "规范化简称", limit=30),
    Field("level", "规格", required=False, limit=20, hint="如正科级"),
    Field(
        "sequence",
        "组织序列",
        Widget.NUMBER,
        whole=True,
        most=999_999,
        hint="列表、主送和抄送都按此排列，小的在前",
    ),
    Field("side", "所属", Widget.CHOICE, required=False, choices=SIDES),
)
_PERSON_FIELDS = (
    Field("name", "姓名", limit=20),
    Field("rank", "排名", Widget.NUMBER, whole=True, most=999_999, hint="小的在前"),
    Field("personnel_category", "人员类别", Widget.CHOICE, choices=_CATEGORIES),
    Field("note", "同名区分", required=False, limit=40, hint="县里已有同名的人时，写明如何区分"),
)
_ACCOUNT_FIELDS = (
    Field("username", "账号", limit=40, hint="一人一号，字母、数字和 . _ -"),
    Field(
        "password",
        "初始密码",
        Widget.SECRET,
        limit=128,
        hint="至少 12 位，当面交给本人；只能登录一次，登录时由本人另设密码",
    ),
)

UNIT = Lifecycle(
    "unit",
    "单位",
    (State("active", "在册"), State("merged", "已并入", final=True), State("closed", "已撤销", final=True)),
    (
        Act(
            "unit.create",
            "登记单位",
            (),
            ("active",),
            _DIRECTORY,
            "1.1",
            "{who}登记单位“{object}”（{kind}）。",
            (
                *_UNIT_FIELDS[:2],
                Field("kind", "单位种类", Widget.CHOICE, choices="unit_kinds", clause="1.1"),
                *_UNIT_FIELDS[2:],
                Field(
                    "function",
                    "在本机制中的职能",
                    Widget.CHOICE,
                    required=False,
                    choices=_FUNCTIONS,
                    clause="3.0",
                ),
                Field("active_from", "成立日期", Widget.DATE),
            ),
        ),
        Act(
            "unit.change",
            "更名或者变更",
            ("active",),
            (),
            _DIRECTORY,
            "1.1",
            "{who}变更单位“{before}”的登记{renamed}。",
            (*_UNIT_FIELDS, _BASIS),
            opens_with=("name", "short_name", "level", "sequence", "side"),
        ),
        Act(
            "unit.merge",
            "并入其他单位",
            ("active",),
            ("merged",),
            _DIRECTORY,
            "1.2",
            "{who}将“{object}”自{on}起并入“{into}”，未办结事项由其承继。",
            (
                Field("into", "承继单位", Widget.CHOICE, choices="all_units", clause="1.2"),
                Field("merged_on", "承继之日", Widget.DATE, hint="从这一天起由承继单位办理，不晚于今天"),
                _BASIS,
            ),
            guard="承继单位在册",
            grave=True,
            milestone=True,
            hint="本单位的职务同时终止，未办结的事项、任务和待办全部转到承继单位。",
        ),
        Act(
            "unit.close",
            "撤销单位",
            ("active",),
            ("closed",),
            _DIRECTORY,
            "1.2",
            "{who}撤销单位“{object}”，最后一日为{on}。",
            (Field("closed_on", "最后一日", Widget.DATE, hint="不晚于今天"), _BASIS),
            guard="没有未办结事项",
            grave=True,
        ),
    ),
)

PERSON = Lifecycle(
    "person",
    "人员",
    (State("active", "在册"),),
    (
        Act(
            "person.create",
            "登记人员",
            (),
            ("active",),
            _PEOPLE,
            "1.2",
            "{who}登记人员{object}。",
            _PERSON_FIELDS,
        ),
        Act(
            "person.change",
            "变更人员信息",
            ("active",),
            (),
            _PEOPLE,
            "1.2",
            "{who}变更{object}的人员信息。",
            _PERSON_FIELDS,
            opens_with=("name", "rank", "personnel_category", "note"),
        ),
        Act(
            "person.open_account",
            "开通账号",
            ("active",),
            (),
            _DIRECTORY,
            "1.2",
            "{who}为{object}开通账号{username}。",
            _ACCOUNT_FIELDS[:1],
            hint="账号开通时没有密码，由本人凭登录单首次登录时设定。",
        ),
        Act(
            "person.reset_password",
            "重置密码",
            ("active",),
            (),
            _DIRECTORY,
            "1.2",
            "{who}重置了{object}的密码。",
            _ACCOUNT_FIELDS[1:],
            guard="没有担任须两家办理的职务",
        ),
        Act(
            "person.choose_password",
            "设定本人密码",
            ("active",),
            (),
            (Role.SYSTEM,),
            "1.2",
            "{object}设定了本人的密码。",
            (Field("password", "新密码", Widget.SECRET, limit=128, hint="至少 12 位，不含姓名、账号、单位名称（包括拼音）"),),
            keeps_version=True,
        ),
        Act(
            "person.close_account",
            "停用账号",
            ("active",),
            (),
            _DIRECTORY,
            "1.2",
            "{who}停用了{object}的账号。",
        ),
    ),
)

POST = Lifecycle(
    "post",
    "职务",
    (State("active", "任职"), State("ended", "已免去", final=True), State("void", "误录已更正", final=True)),
    (
        Act(
            "post.install",
            "设立首任系统管理员",
            (),
            ("active",),
            (Role.SYSTEM,),
            "1.2",
            "{who}设立首任系统管理员{person}。",
            guard="还没有系统管理员",
        ),
        Act(
            "post.appoint",
            "任职",
            (),
            ("active",),
            _PEOPLE,
            "1.2",
            "{who}登记{person}任{object}，自{on}起。",
            (
                *POST_FIELDS,
                _BASIS,
            ),
            guard="单位在任职期间在册；职务不重叠；不是自己；不是须两家办理的职务，也不是联络员",
            hint="分管领导、经办负责人、工作人员由此登记；其他职务由“提名一人任职”“提交任职名单”提出，另一家确认。",
        ),
        Act(
            "post.name_liaison",
            "指定联络员",
            (),
            ("active",),
            (Role.PRINCIPAL,),
            "1.2",
            "{who}指定{person}为{unit}联络员，自{on}起{before}。",
            (
                Field("unit", "单位", Widget.CHOICE, choices="headed_units"),
                Field("person", "联络员", Widget.CHOICE, choices="people"),
                Field("title", "职务名称", required=False, limit=60, hint="不填的记为联络员"),
            ),
            guard="不是自己，不是系统管理员",
            in_person=True,
            hint="联络员由单位主要领导指定，也只由主要领导更换；指定新的以后，原联络员到前一日为止。",
        ),
        Act(
            "post.end",
            "免职",
            ("active",),
            ("ended",),
            (*_PEOPLE, Role.PRINCIPAL),
            "1.2",
            "{who}登记{person}不再任{object}，最后一日为{on}。",
            (Field("ends_on", "最后一日", Widget.DATE), _BASIS),
            guard="不早于任职日期，不晚于原定的最后一日；单位的联络员只由其主要领导免去",
        ),
        Act(
            "post.void",
            "更正误录",
            ("active", "ended"),
            ("void",),
            _PEOPLE,
            "1.2",
            "{who}更正误录：{person}未任{object}。{reason}",
            (Field("reason", "误录的原因", limit=190),),
            grave=True,
        ),
    ),
)

DELEGATION = Lifecycle(
    "delegation",
    "委托",
    (State("active", "有效"), State("ended", "已收回", final=True)),
    (
        Act(
            "delegation.give",
            "委托他人代行职务",
            (),
            ("active",),
            (Role.HOLDER, Role.REGISTRAR),
            "1.2",
            "{holder}的{post}自{starts}至{ends}委托{person}代行：{reason}",
            (
                Field("post", "委托的职务", Widget.CHOICE, choices="posts"),
                Field("to_person", "受托人", Widget.CHOICE, choices="people"),
                Field("starts_on", "自", Widget.DATE),
                Field("ends_on", "至", Widget.DATE),
                Field("reason", "事由", limit=200),
            ),
            guard="县领导的职务只能委托同级领导，其他职务只能委托本单位的人",
            in_person=True,
            hint="须由本人办理的事不能委托；谁起草、核稿、签发按自然人判断，委托同样受限。",
        ),
        Act(
            "delegation.end",
            "收回委托",
            ("active",),
            ("ended",),
            (Role.HOLDER, Role.REGISTRAR),
            "1.2",
            "{who}收回委托：{object}。",
            in_person=True,
        ),
    ),
)

SLIP = Lifecycle(
    "slip",
    "登录单",
    (
        State("proposed", "待确认", (Duty("slip.confirm", Role.ORG_DEPT, "确认登录单", "1.2", "1"),)),
        State("given", "已发放"),
        State("void", "已作废", final=True),
    ),
    (
        Act(
            "slip.give",
            "发放登录单",
            (),
            ("proposed", "given"),
            (*_PEOPLE, Role.SYSTEM),
            "1.2",
            "{who}为{people}发放一次性登录链接，{until}。",
            (
                Field("everybody", "发给全部还没有登录过的人", Widget.YES, required=False, hint="各单位的一次印出，按单位排列"),
                Field(
                    "people",
                    "或者只给",
                    Widget.CHOICES,
                    required=False,
                    choices="slip_people",
                    hint="已开通账号、还没有登录过的人",
                ),
            ),
            guard="账号已开通，还没有设过密码，不是自己",
            hint="每人一张，凭链接只能登录一次，登录时由本人设定密码。打印后当面交给本人。"
            "其中有担任须两家办理的职务的，由另一机关的第二人确认后才有效（A79）。",
        ),
        Act(
            "slip.confirm",
            "确认登录单",
            ("proposed",),
            ("given",),
            (*_PEOPLE, Role.CDI),
            "1.2",
            "{who}确认为{people}发放的登录单，{until}有效。",
            guard="另一机关的人，登录单上没有自己",
            apart=("slip.give",),
            in_person=True,
            hint="先核实这些人确实还没有登录、正在等登录单。确认以后由发放人打印，当面交给本人。",
        ),
        Act(
            "slip.use",
            "凭登录单首次登录",
            ("given",),
            (),
            (Role.SYSTEM,),
            "1.2",
            "{person}凭登录单首次登录。",
            guard="链接没有用过、没有过期",
            keeps_version=True,
        ),
        Act(
            "slip.revoke",
            "作废登录单",
            ("proposed", "given"),
            ("void",),
            _PEOPLE,
            "1.2",
            "{who}作废登录单：{reason}",
            (Field("reason", "原因", limit=120, hint="如：遗失；交错了人"),),
        ),
    ),
    born_of=("postlist.confirm",),
)

LIFECYCLES = (UNIT, PERSON, POST, DELEGATION, SLIP)
