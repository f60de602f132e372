"""Units, people, dated posts and delegation (一): who keeps the directory and how it may change."""

from __future__ import annotations

from duban.mechanism.lifecycles import ask
from duban.mechanism.lifecycles.directory.appointments import POST_FIELDS, SIDES
from duban.mechanism.lifecycles.rows import act, owes, state
from duban.mechanism.lifecycles.types import Lifecycle
from duban.mechanism.people.standing import Function, Role

LEADING_ORGAN = "领导机构"
"""The kind of 县委, 县政府, 县人大常委会 …: never responsible units."""

_DIRECTORY = (Role.REGISTRAR,)
_PEOPLE = (Role.REGISTRAR, Role.ORG_DEPT)
_FUNCTIONS = "|".join(f"{each.value}={each.label or '无'}" for each in (Function.NONE, *list(Function)[:-1]))
_CATEGORIES = "公务员=公务员|参公人员=参公人员|事业单位人员=事业单位人员|国有企业人员=国有企业人员|其他=其他"
_BASIS = ask.text("basis", "依据", required=False, limit=200, hint="任免或者机构文件的名称、文号")

_UNIT_FIELDS = (
    ask.text("name", "单位全称", limit=80),
    ask.text("short_name", "规范化简称", limit=30),
    ask.text("level", "规格", required=False, limit=20, hint="如正科级"),
    ask.number("sequence", "组织序列", integer=True, most=999_999, hint="列表、主送和抄送都按此排列，小的在前"),
    ask.choice("side", "所属", choices=SIDES, required=False),
)
_PERSON_FIELDS = (
    ask.text("name", "姓名", limit=20),
    ask.number("rank", "排名", integer=True, most=999_999, hint="小的在前"),
    ask.choice("personnel_category", "人员类别", choices=_CATEGORIES),
    ask.text("note", "同名区分", required=False, limit=40, hint="县里已有同名的人时，写明如何区分"),
)
_ACCOUNT_FIELDS = (
    ask.text("username", "账号", limit=40, hint="一人一号，字母、数字和 . _ -"),
    ask.secret("password", "初始密码", limit=128, hint="至少 12 位，当面交给本人；只能登录一次，登录时由本人另设密码"),
)

UNIT = Lifecycle(kind="unit", label="单位",
    states=(
        state("active", "在册"),
        state("merged", "已并入", final=True),
        state("closed", "已撤销", final=True),
    ),
    acts=(
        act(key="unit.create", label="登记单位", clause="1.1", by=_DIRECTORY,
            to="active", says="{who}登记单位“{object}”（{kind}）。", guard="organisations.units.unit_sound",
            asks=(
                *_UNIT_FIELDS[:2],
                ask.choice("kind", "单位种类", choices="unit_kinds", clause="1.1"),
                *_UNIT_FIELDS[2:],
                ask.choice("function", "在本机制中的职能", choices=_FUNCTIONS, required=False, clause="3.0"),
                ask.date("active_from", "成立日期"),
            )),
        act(key="unit.change", label="更名或者变更", clause="1.1", by=_DIRECTORY,
            at="active", says="{who}变更单位“{before}”的登记{renamed}。", guard="organisations.units.change_sound",
            opens_with=("name", "short_name", "level", "sequence", "side"), asks=(*_UNIT_FIELDS, _BASIS)),
        act(key="unit.merge", label="并入其他单位", clause="1.2", by=_DIRECTORY,
            at="active", to="merged", says="{who}将“{object}”自{on}起并入“{into}”，未办结事项由其承继。",
            milestone=True, effects="merging", bears_on_year=True,
            guard="organisations.units.may_be_merged", hint="本单位的职务同时终止，未办结的事项、任务和待办全部转到承继单位。",
            asks=(
                ask.choice("into", "承继单位", choices="all_units", clause="1.2"),
                ask.date("merged_on", "承继之日", hint="从这一天起由承继单位办理，不晚于今天"),
                _BASIS,
            )),
        act(key="unit.close", label="撤销单位", clause="1.2", by=_DIRECTORY,
            at="active", to="closed", says="{who}撤销单位“{object}”，最后一日为{on}。", effects="closing_unit",
            guard="organisations.units.may_be_closed", asks=(ask.date("closed_on", "最后一日", hint="不晚于今天"), _BASIS)),
    ),
)

PERSON = Lifecycle(kind="person", label="人员",
    states=(state("active", "在册"),),
    acts=(
        act(key="person.create", label="登记人员", clause="1.2", by=_PEOPLE,
            to="active", says="{who}登记人员{object}。", guard="organisations.people.person_sound", asks=_PERSON_FIELDS),
        act(key="person.change", label="变更人员信息", clause="1.2", by=_PEOPLE,
            at="active", says="{who}变更{object}的人员信息。", guard="organisations.people.person_sound",
            opens_with=("name", "rank", "personnel_category", "note"), asks=_PERSON_FIELDS),
        act(key="person.open_account", label="开通账号", clause="1.2", by=_DIRECTORY,
            at="active", says="{who}为{object}开通账号{username}。", guard="organisations.accounts.account_free",
            hint="账号开通时没有密码，由本人凭登录单首次登录时设定。", asks=_ACCOUNT_FIELDS[:1]),
        act(key="person.reset_password", label="重置密码", clause="1.2", by=_DIRECTORY,
            at="active", says="{who}重置了{object}的密码。", guard="organisations.accounts.resettable_by_one",
            asks=_ACCOUNT_FIELDS[1:]),
        act(key="person.choose_password", label="设定本人密码", clause="1.2", by=Role.SYSTEM,
            at="active", says="{object}设定了本人的密码。", keeps_version=True,
            does="any_time", asks=(
                ask.secret("password", "新密码", limit=128, hint="至少 12 位，字符种类照规定，不含姓名、账号、单位名称和其拼音"),
            )),
        act(key="person.close_account", label="停用账号", clause="1.2", by=_DIRECTORY,
            at="active", says="{who}停用了{object}的账号。"),
    ),
)

POST = Lifecycle(kind="post", label="职务",
    states=(
        state("active", "任职"),
        state("ended", "已免去", final=True),
        state("void", "误录已更正", final=True),
    ),
    acts=(
        act(key="post.install", label="设立首任系统管理员", clause="1.2", by=Role.SYSTEM,
            to="active", says="{who}设立首任系统管理员{person}。", guard="organisations.founding.no_post_yet"),
        act(key="post.appoint", label="任职", clause="1.2", by=_PEOPLE,
            to="active", says="{who}登记{person}任{object}，自{on}起。", guard="organisations.posts.appointable",
            hint="分管领导、经办负责人、工作人员由此登记；其他职务由“提名一人任职”“提交任职名单”提出，另一家确认。",
            asks=(*POST_FIELDS, _BASIS)),
        act(key="post.name_liaison", label="指定联络员", clause="1.2", by=Role.PRINCIPAL,
            to="active", says="{who}指定{person}为{unit}联络员，自{on}起{before}。", in_person=True,
            guard="organisations.liaisons.name_liaison",
            hint="联络员由单位主要领导指定，也只由主要领导更换；指定新的以后，原联络员到前一日为止。",
            asks=(
                ask.choice("unit", "单位", choices="headed_units"),
                ask.choice("person", "联络员", choices="people"),
                ask.text("title", "职务名称", required=False, limit=60, hint="不填的记为联络员"),
            )),
        act(key="post.end", label="免职", clause="1.2", by=(*_PEOPLE, Role.PRINCIPAL),
            at="active", to="ended", says="{who}登记{person}不再任{object}，最后一日为{on}。",
            guard="organisations.posts.may_end", bars="liaison_by_principal", effects="ending_post",
            asks=(ask.date("ends_on", "最后一日"), _BASIS)),
        act(key="post.void", label="更正误录", clause="1.2", by=_PEOPLE,
            at=("active", "ended"), to="void", says="{who}更正误录：{person}未任{object}。{reason}", effects="voiding_post",
            bars="liaison_by_principal", asks=(ask.text("reason", "误录的原因", limit=190),)),
    ),
)

DELEGATION = Lifecycle(kind="delegation", label="委托",
    states=(
        state("active", "有效"),
        state("ended", "已收回", final=True),
    ),
    acts=(
        act(key="delegation.give", label="委托他人代行职务", clause="1.2", by=(Role.HOLDER, Role.REGISTRAR),
            to="active", says="{holder}的{post}自{starts}至{ends}委托{person}代行：{reason}", in_person=True,
            guard="organisations.delegations.may_be_lent",
            hint="须由本人办理的事不能委托；谁起草、核稿、签发按自然人判断，委托同样受限。",
            asks=(
                ask.choice("post", "委托的职务", choices="posts"),
                ask.choice("to_person", "受托人", choices="people"),
                ask.date("starts_on", "自"),
                ask.date("ends_on", "至"),
                ask.text("reason", "事由", limit=200),
            )),
        act(key="delegation.end", label="收回委托", clause="1.2", by=(Role.HOLDER, Role.REGISTRAR),
            at="active", to="ended", says="{who}收回委托：{object}。", in_person=True),
    ),
)

SLIP = Lifecycle(kind="slip", label="登录单",
    states=(
        state("proposed", "待确认", owes("slip.confirm", "确认登录单", by=Role.ORG_DEPT, clause="1.2", days="1")),
        state("given", "已发放"),
        state("void", "已作废", final=True),
    ),
    acts=(
        act(key="slip.give", label="发放登录单", clause="1.2", by=(*_PEOPLE, Role.SYSTEM),
            to=("proposed", "given"), says="{who}为{people}发放一次性登录链接，{until}。",
            guard="organisations.slips.new_people_only",
            hint="每人一张，凭链接只能登录一次，登录时由本人设定密码。打印后当面交给本人。"
            "其中有担任须两家办理的职务的，由另一机关的第二人确认后才有效（A79）。",
            asks=(
                ask.yes("everybody", "发给全部还没有登录过的人", required=False, hint="各单位的一次印出，按单位排列"),
                ask.choices("people", "或者只给", choices="slip_people", required=False,
                    hint="已开通账号、还没有登录过的人"),
            )),
        act(key="slip.confirm", label="确认登录单", clause="1.2", by=(*_PEOPLE, Role.CDI),
            whether="是否发放这些登录单？",
            at="proposed", to="given", says="{who}确认为{people}发放的登录单，{until}有效。", in_person=True,
            apart="slip.give", reads="whose_hands", guard="organisations.policies.another_organ", bars="another_organ",
            hint="先核实这些人确实还没有登录、正在等登录单。确认以后由发放人打印，当面交给本人。"),
        act(key="slip.use", label="凭登录单首次登录", clause="1.2", by=Role.SYSTEM,
            at="given", says="{person}凭登录单首次登录。", keeps_version=True,
            guard="organisations.slips.use_slip", does="any_time"),
        act(key="slip.revoke", label="作废登录单", clause="1.2", by=_PEOPLE,
            at=("proposed", "given"), to="void", says="{who}作废登录单：{reason}",
            asks=(ask.text("reason", "原因", limit=120, hint="如：遗失；交错了人"),)),
    ),
    born_of=("postlist.confirm",),
)

LIFECYCLES = (UNIT, PERSON, POST, DELEGATION, SLIP)
