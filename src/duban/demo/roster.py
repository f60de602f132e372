"""Who and what there is in XX县: units in 组织序列, fictional people, their posts. Names are 某 names throughout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duban.mechanism.people.standing import Function, PostRole

_FAMILY = (
    "张王李赵陈刘黄周吴徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚"
    "卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"

TOWN, BUREAU, STATIONED, OWNED, HOLDING = (
    "镇（街道）人民政府（办事处）",
    "县直副科以上单位",
    "驻县单位",
    "县属国有企业",
    "国有控股企业",
)


@dataclass(frozen=True)
class UnitPlan:
    """A unit to be founded."""

    key: str
    name: str
    short: str
    kind: str
    level: str
    function: Function = Function.NONE
    side: str = "gov"


@dataclass(frozen=True)
class PostPlan:
    """A post to be filled by one person; `account` names the sign-in of that person, empty for none."""

    unit: str
    role: PostRole
    title: str
    side: str = ""
    account: str = ""
    acting: bool = False


ORGANS = (
    UnitPlan("party", "中共XX县委办公室", "县委办", BUREAU, "正科", Function.PARTY_OFFICE, "party"),
    UnitPlan("gov", "XX县人民政府办公室", "县政府办", BUREAU, "正科", Function.GOV_OFFICE),
    UnitPlan(
        "cdi", "中共XX县纪律检查委员会、XX县监察委员会", "县纪委监委", BUREAU, "副处", Function.CDI, "party"
    ),
    UnitPlan("org", "中共XX县委组织部", "县委组织部", BUREAU, "正科", Function.ORG_DEPT, "party"),
    UnitPlan("appraisal", "XX县绩效考核委员会办公室", "县绩效办", BUREAU, "正科", Function.APPRAISAL),
)
_PARTY = (("宣传部", "宣传部"), ("统一战线工作部", "统战部"), ("政法委员会", "政法委"), ("社会工作部", "社工部"))
_BUREAUX = (
    ("发展和改革局", "发改局"), ("教育局", "教育局"), ("科技工业和信息化局", "工信局"), ("公安局", "公安局"),
    ("民政局", "民政局"), ("司法局", "司法局"), ("财政局", "财政局"), ("人力资源和社会保障局", "人社局"),
    ("自然资源局", "自然资源局"), ("住房和城乡建设局", "住建局"), ("交通运输局", "交通局"), ("水务局", "水务局"),
    ("农业农村局", "农业农村局"), ("文化广电旅游体育局", "文广旅体局"), ("卫生健康局", "卫健局"),
    ("退役军人事务局", "退役军人局"), ("应急管理局", "应急局"), ("审计局", "审计局"), ("市场监督管理局", "市监局"),
    ("统计局", "统计局"), ("医疗保障局", "医保局"), ("城市管理和综合执法局", "城管局"), ("信访局", "信访局"),
    ("林业局", "林业局"), ("政务服务和数据管理局", "政数局"), ("投资促进局", "投促局"), ("供销合作联社", "供销社"),
    ("融媒体中心", "融媒体中心"), ("公路事务中心", "公路中心"), ("代建项目事务中心", "代建中心"),
)  # fmt: skip
_TOWNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
_STATIONED = (
    ("税务局", "税务局"), ("供电局", "供电局"), ("气象局", "气象局"), ("烟草专卖局", "烟草局"),
    ("邮政分公司", "邮政公司"), ("海事处", "海事处"), ("生态环境分局", "生态环境分局"), ("消防救援大队", "消防大队"),
)  # fmt: skip
_OWNED = (("城市建设投资有限公司", "城投公司"), ("水务投资有限公司", "水投公司"), ("粮食储备有限公司", "粮储公司"),
          ("交通建设投资有限公司", "交投公司"), ("文化旅游发展有限公司", "文旅公司"))  # fmt: skip
_HOLDING = (("自来水有限公司", "自来水公司"), ("公共汽车有限公司", "公交公司"), ("污水处理有限公司", "污水处理公司"),
            ("产业园开发有限公司", "园区公司"))  # fmt: skip


def units() -> list[UnitPlan]:
    """The 70 units in 组织序列."""
    rows = list(ORGANS)
    rows += [
        UnitPlan(f"p{i}", f"中共XX县委{name}", f"县委{short}", BUREAU, "正科", side="party")
        for i, (name, short) in enumerate(_PARTY)
    ]
    rows += [
        UnitPlan(f"b{i}", f"XX县{name}", f"县{short}", BUREAU, "正科")
        for i, (name, short) in enumerate(_BUREAUX)
    ]
    rows += [
        UnitPlan(f"s{i}", f"驻XX县{name}", f"县{short}", STATIONED, "正科")
        for i, (name, short) in enumerate(_STATIONED)
    ]
    rows += [UnitPlan(f"o{i}", f"XX县{name}", short, OWNED, "正科") for i, (name, short) in enumerate(_OWNED)]
    rows += [
        UnitPlan(f"h{i}", f"XX县{name}", short, HOLDING, "副科") for i, (name, short) in enumerate(_HOLDING)
    ]
    rows += [UnitPlan(f"t{stem}", f"XX县{stem}镇人民政府", f"{stem}镇", TOWN, "正科") for stem in _TOWNS]
    return rows


LEADERS = (
    PostPlan("", PostRole.SECRETARY, "县委书记", "party", "shuji"),
    PostPlan("", PostRole.COUNTY_HEAD, "县长", "gov", "xianzhang"),
    PostPlan("", PostRole.COUNTY_LEADER, "县委副书记", "party"),
    PostPlan("", PostRole.COUNTY_LEADER, "县委常委、常务副县长", "gov", "changwu"),
    PostPlan("", PostRole.COUNTY_LEADER, "县委常委、县委办公室分管领导", "party", "changwei"),
    PostPlan("", PostRole.COUNTY_LEADER, "副县长", "gov", "fuxianzhang"),
    PostPlan("", PostRole.COUNTY_LEADER, "副县长", "gov"),
)


_INSPECTORS = {"wei": ("督查室主任", "督查室副主任", "督查员"), "fu": ("督查室主任",)}
"""The government's office has one inspector: there the second person of a verification is who checks drafts."""


def _office(unit: str, prefix: str, name: str) -> list[PostPlan]:
    inspectors = [
        PostPlan(unit, PostRole.INSPECTOR, f"{name}{title}", account=f"{prefix}ducha{n if n > 1 else ''}")
        for n, title in enumerate(_INSPECTORS[prefix], 1)
    ]
    return [
        PostPlan(unit, PostRole.OFFICE_HEAD, f"{name}主任", account=f"{prefix}zhuren"),
        PostPlan(unit, PostRole.PRINCIPAL, f"{name}主任"),
        PostPlan(unit, PostRole.CHECKER, f"{name}副主任", account=f"{prefix}hegao"),
        PostPlan(unit, PostRole.DEPUTY, f"{name}副主任"),
        *inspectors,
        PostPlan(unit, PostRole.CLERK, f"{name}文书室文书", account=f"{prefix}wenshu"),
        PostPlan(unit, PostRole.LIAISON, f"{name}联络员"),
    ]


def _small_office(unit: str, prefix: str, name: str) -> list[tuple[PostPlan, ...]]:
    """Three natural persons: the head, the deputy who checks, and one who drafts, numbers, seals and serves."""
    return [
        (
            PostPlan(unit, PostRole.OFFICE_HEAD, f"{name}主任", account=f"{prefix}zhuren"),
            PostPlan(unit, PostRole.PRINCIPAL, f"{name}主任"),
        ),
        (
            PostPlan(unit, PostRole.CHECKER, f"{name}副主任", account=f"{prefix}hegao"),
            PostPlan(unit, PostRole.DEPUTY, f"{name}副主任"),
        ),
        (
            PostPlan(unit, PostRole.INSPECTOR, f"{name}督查员", account=f"{prefix}ducha"),
            PostPlan(unit, PostRole.CLERK, f"{name}文书"),
            PostPlan(unit, PostRole.LIAISON, f"{name}联络员"),
        ),
    ]


def _organ(unit: str, account: str, head: str, deputy: str, name: str) -> list[PostPlan]:
    return [
        PostPlan(unit, PostRole.PRINCIPAL, head),
        PostPlan(unit, PostRole.DEPUTY, deputy, account=f"{account}ld"),
        PostPlan(unit, PostRole.STAFF, f"{name}工作人员", account=account),
        PostPlan(unit, PostRole.LIAISON, f"{name}联络员", account=f"{account}ly"),
    ]


def _town(unit: str, name: str, account: str) -> list[PostPlan]:
    return [
        PostPlan(unit, PostRole.PRINCIPAL, f"{name}党委书记", account=f"{account}shuji" if account else ""),
        PostPlan(unit, PostRole.PRINCIPAL, f"{name}镇长", account=f"{account}zhen" if account else ""),
        PostPlan(unit, PostRole.DEPUTY, f"{name}副镇长", account=f"{account}fen" if account else ""),
        PostPlan(unit, PostRole.HANDLER, f"{name}党政办主任"),
        PostPlan(unit, PostRole.LIAISON, f"{name}联络员", account=f"{account}lian" if account else ""),
    ]


def _unit(unit: UnitPlan, account: str) -> list[PostPlan]:
    head = "经理" if unit.kind in (OWNED, HOLDING) else "部长" if unit.side == "party" else "局长"
    return [
        PostPlan(
            unit.key, PostRole.PRINCIPAL, f"{unit.short}{head}", account=f"{account}zhu" if account else ""
        ),
        PostPlan(
            unit.key, PostRole.DEPUTY, f"{unit.short}副{head}", account=f"{account}fen" if account else ""
        ),
        PostPlan(
            unit.key, PostRole.LIAISON, f"{unit.short}联络员", account=f"{account}lian" if account else ""
        ),
    ]


_TOWN_ACCOUNTS = {"甲镇": "jia", "丁镇": "ding"}
_ACCOUNTS = {"b9": "zhujian", "b12": "nongye", "b1": "jiaoyu"}


def posts(*, small_offices: bool = False) -> list[tuple[PostPlan, ...]]:
    """Every person's posts: one tuple a person. The head of an office is also its principal leader."""
    people: list[tuple[PostPlan, ...]] = [(post,) for post in LEADERS]
    for unit, prefix, name in (("party", "wei", "县委办公室"), ("gov", "fu", "县政府办公室")):
        if small_offices:
            people += _small_office(unit, prefix, name)
            continue
        office = _office(unit, prefix, name)
        people += [(office[0], office[1]), (office[2], office[3]), *((post,) for post in office[4:])]
    people += [
        (post,)
        for post in _organ(
            "cdi", "jiwei", "县纪委书记、县监委主任", "县纪委副书记、县监委副主任", "县纪委监委党风室"
        )
    ]
    people += [
        (post,) for post in _organ("org", "zuzhi", "县委组织部部长", "县委组织部副部长", "县委组织部干部股")
    ]
    people += [
        (post,) for post in _organ("appraisal", "jixiao", "县绩效办主任", "县绩效办副主任", "县绩效办")
    ]
    people += [(PostPlan("gov", PostRole.REGISTRAR, "系统管理员", account="guanli"),)]
    for row in units()[len(ORGANS) :]:
        if row.kind == TOWN:
            people += [(post,) for post in _town(row.key, row.short, _TOWN_ACCOUNTS.get(row.short, ""))]
            continue
        *leaders, liaison = _unit(row, _ACCOUNTS.get(row.key, ""))
        handler = PostPlan(row.key, PostRole.HANDLER, f"{row.short}办公室主任")
        people += [*((post,) for post in leaders), (handler, liaison)]
    return people


def names() -> Iterator[str]:
    """Names that recognisably are nobody's: family name, 某, a stem; no two alike."""
    for stem in _STEMS:
        for family in _FAMILY:
            yield f"{family}某{stem}"
