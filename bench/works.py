"""Key work of a made-up county, titles as offices write them, and some of them written once more by somebody else.

Originals are of their own: of any two the subject, the place or the phase is another. Near ones are many: the same project
in two towns, two projects in one village, a first and a second phase, the same road in two years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SUBJECTS = """
老旧小区改造|老旧住宅小区改造提升|老小区综合改造 / 个 / 住房和城乡建设局 / 社区
老旧供水管网改造|供水老旧管网更新改造|老化供水管网改造 / 公里 / 住房和城乡建设局 / 社区
圩镇雨污分流管网建设|雨污分流改造（圩镇管网）|圩镇管网雨污分流 / 公里 / 住房和城乡建设局 / 镇
农村生活污水治理设施运维整改|农村污水设施运维问题整改|农村生活污水设施运行维护整改 / 座 / 生态环境局 / 村
生活垃圾转运站建设|新建垃圾转运站|垃圾中转站（转运站）建设 / 座 / 城市管理和综合执法局 / 镇
高标准农田建设|高标农田建设|高标准农田新建和改造 / 亩 / 农业农村局 / 村
撂荒耕地复耕复种|撂荒地复耕|恢复耕种撂荒耕地 / 亩 / 农业农村局 / 村
义务教育学校食堂改造|学校食堂改造（义务教育阶段）|中小学食堂提升改造 / 所 / 教育局 / 学校
校车安全隐患整治|校车安全隐患排查整改|整治校车隐患 / 辆 / 教育局 / 镇
公办幼儿园扩建学位|扩建公办园、新增学位|公办幼儿园学位扩容 / 个 / 教育局 / 学校
村卫生站规范化建设|规范化村卫生站建设|村级卫生站标准化改造 / 个 / 卫生健康局 / 村
卫生院中医馆建设|中医馆（卫生院）新建|建设卫生院中医药服务馆 / 个 / 卫生健康局 / 镇
农村公路危桥改造|危桥改造（农村公路）|农村危桥加固改造 / 座 / 交通运输局 / 桥
农村公路路面硬化|农村道路硬底化|农村公路硬化 / 公里 / 交通运输局 / 村
县道路面大中修|县道大中修养护|县道路面修复 / 公里 / 交通运输局 / 路
通村客运班线开通|开通农村客运班车|通村公交客运线路开行 / 条 / 交通运输局 / 村
病险水库除险加固|水库除险加固|病险水库加固 / 座 / 水务局 / 水
中小河流治理|河道综合治理|中小河流综合整治 / 公里 / 水务局 / 水
农村集中供水工程|农村集中供水|集中供水入村 / 户 / 水务局 / 村
灌区渠系配套改造|灌溉渠系配套与节水改造|灌区渠道改造 / 公里 / 水务局 / 水
山洪地质灾害隐患点治理|地质灾害隐患点工程治理|山洪和地灾隐患点整治 / 处 / 自然资源局 / 村
批而未供土地处置|批而未供用地消化处置|处置批而未供土地 / 亩 / 自然资源局 / 园
违法占用耕地整改|违法占耕问题整改|耕地违法占用整治 / 亩 / 自然资源局 / 村
房屋不动产登记历史遗留问题化解|不动产登记遗留问题化解|化解房屋登记历史遗留问题 / 宗 / 自然资源局 / 社区
松材线虫病疫木除治|松材线虫病防治|疫木除治（松材线虫病） / 亩 / 林业局 / 山
森林防火瞭望监测点建设|森林火情监测点建设|林火监测瞭望点建设 / 处 / 林业局 / 山
自建房安全隐患整治|自建房隐患排查整治|经营性自建房安全整治 / 栋 / 住房和城乡建设局 / 社区
农村危房改造|农村低收入群体危房改造|农村危旧房改造 / 户 / 住房和城乡建设局 / 村
既有住宅加装电梯|旧楼加装电梯|住宅楼加装电梯 / 台 / 住房和城乡建设局 / 社区
城市内涝点整治|易涝点整治|城区内涝积水点整治 / 处 / 住房和城乡建设局 / 路
污水处理厂提标改造|污水厂提标改造|污水处理厂提标扩容 / 座 / 生态环境局 / 园
入河排污口排查整治|入河排污口溯源整治|排污口（入河）整治 / 个 / 生态环境局 / 水
畜禽养殖污染治理|畜禽养殖场粪污治理|养殖污染整治 / 家 / 农业农村局 / 村
农贸市场升级改造|农贸市场改造提升|菜市场升级改造 / 个 / 市场监督管理局 / 市场
食品小作坊集中加工区建设|小作坊集中加工区（食品）建设|建设食品小作坊加工集中区 / 家 / 市场监督管理局 / 园
电动自行车充电设施建设|电动自行车充电桩建设|新增电动自行车充电端口 / 个 / 城市管理和综合执法局 / 社区
公共停车场建设|公共停车泊位建设|新建停车场、增加泊位 / 个 / 城市管理和综合执法局 / 路
公厕新建改造|公共厕所新建和改造|改建公厕 / 座 / 城市管理和综合执法局 / 路
居家适老化改造|特殊困难老年人家庭适老化改造|居家养老适老化改造 / 户 / 民政局 / 社区
养老服务中心建设|综合养老服务中心建设|新建养老服务综合体（中心） / 个 / 民政局 / 镇
长者饭堂建设|社区长者食堂建设|长者饭堂布点 / 个 / 民政局 / 社区
低保动态核查问题整改|低保对象动态管理核查整改|整改低保核查问题 / 个 / 民政局 / 镇
零工市场建设|零工驿站（市场）建设|零工市场规范化建设 / 个 / 人力资源和社会保障局 / 镇
拖欠农民工工资线索办结|欠薪线索化解|农民工欠薪问题线索办理 / 件 / 人力资源和社会保障局 / 园
标准厂房建设|园区标准化厂房建设|新建标准厂房 / 平方米 / 科工商务局 / 园
技术改造项目入库|企业技改项目入库|工业技改入库项目 / 个 / 科工商务局 / 园
乡镇商贸中心改造|商贸中心升级（乡镇）|乡镇商贸综合体改造 / 个 / 科工商务局 / 镇
配电网台区改造|农村配网台区改造|配电台区升级改造 / 个 / 供电局 / 村
第五代移动通信基站建设|5G基站建设|新建5G基站 / 座 / 科工商务局 / 村
消防救援站建设|新建消防站|消防救援站新建 / 个 / 消防救援大队 / 镇
应急避难场所建设|应急避难场所规范化建设|避难场所（应急）建设 / 处 / 应急管理局 / 学校
非煤矿山安全整治|非煤矿山隐患整治|矿山（非煤）安全隐患治理 / 家 / 应急管理局 / 山
信访积案化解攻坚|信访积案化解|化解信访积案 / 件 / 信访局 / 镇
综治中心规范化建设|规范化综治中心建设|综治中心标准化建设 / 个 / 政法委 / 镇
文化广场提升|村级文化广场改造提升|文体广场升级 / 个 / 文化广电旅游体育局 / 村
文物保护单位修缮|文物修缮保护|文物保护单位维修 / 处 / 文化广电旅游体育局 / 村
旅游驿站建设|文旅驿站建设|建设旅游服务驿站 / 个 / 文化广电旅游体育局 / 山
农房风貌提升|农房外立面风貌提升|农房风貌管控提升 / 户 / 农业农村局 / 村
冷链物流仓储建设|冷链仓储物流中心建设|建设冷链物流库 / 吨 / 农业农村局 / 园
村集体经济增收项目|村级集体经济项目增收|壮大村集体经济项目 / 个 / 农业农村局 / 村
烈士纪念设施修缮|烈士墓及纪念设施修缮|修缮烈士纪念设施 / 处 / 退役军人事务局 / 山
政府投资项目结算清理|政府投资工程超期结算清理|清理政府投资项目未结算 / 个 / 财政局 / 园
惠企政策资金兑现|惠企奖补资金兑付|兑现惠企资金 / 万元 / 财政局 / 园
审计发现问题整改|审计查出问题整改|审计整改销号 / 个 / 审计局 / 镇
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TOWNS = _words(
    "青石 白沙 黄泥 大坪 石马 龙田 双桥 罗岗 水口 新墟 长布 梅林 河坝 岐岭 高塘 坭陂 叶塘 宁中 上举 下坝 东石 西阳 "
    "汤坑 沙田"
)
VILLAGES = _words(
    "上寨 下寨 坪塘 竹园 榕树 枫树 石壁 田心 松岗 横径 井下 岭背 龙窝 塘背 新联 联丰 永红 前锋 红星 向阳 径口 南坑 "
    "北坑 大塘 桥头 曲潭 蓝坊 黄沙 樟坑 桃源 社前 洋塘 丰田 锦江 长安 福源 和平 老寨 高陂 茶山 罗湖 大洋 石角 三坑 "
    "杉坑 葵岭 莲塘 古塘"
)
ROADS = _words("人民 解放 建设 文化 迎宾 环城 兴华 府前 湖滨 站前 东门 西门 学府 滨河 振兴 园林 广场 朝阳")
WATERS = _words("白鹭 长潭 合水 石窟 龙颈 双溪 桂田 青溪 富石 琴江 梅溪 松源 柚树 黄竹")
HILLS = _words("铜鼓 阴那 七目 王寿 明山 九龙 五指 玉笏 石门 天柱")
SITES = {
    "村": (VILLAGES, ("村",)), "社区": (ROADS, ("社区",)), "路": (ROADS, ("路",)), "水": (WATERS, ("水库", "河")),
    "山": (HILLS, ("山",)), "桥": (VILLAGES, ("桥",)), "学校": (VILLAGES, ("小学", "中学")), "市场": (ROADS, ("市场",)),
    "园": (WATERS, ("产业园",)), "镇": ((), ()),
}  # fmt: skip
SHORT = {
    "住房和城乡建设局": "住建局", "城市管理和综合执法局": "城管局", "人力资源和社会保障局": "人社局", "市场监督管理局": "市监局",
    "卫生健康局": "卫健局", "文化广电旅游体育局": "文广旅体局", "交通运输局": "交通局", "科工商务局": "科工商务局",
    "自然资源局": "自然资源局", "退役军人事务局": "退役军人局", "生态环境局": "环境局", "应急管理局": "应急局",
    "消防救援大队": "消防大队",
}  # fmt: skip
LEADS = (
    "推进",
    "加快推进",
    "全面完成",
    "完成",
    "实施",
    "抓好",
    "",
    "",
    "",
    "扎实推进",
    "启动",
    "组织实施",
    "统筹推进",
)
OTHER_LEADS = (
    "抓紧实施",
    "加快",
    "着力推动",
    "落实",
    "确保完成",
    "",
    "",
    "关于",
    "大力开展",
    "做好",
    "督促",
    "年内完成",
    "高质量推进",
)
TAILS = ("", "", "", "工作", "项目", "工程", "任务", "及配套设施", "并投入使用", "攻坚行动")
OTHER_TAILS = ("", "", "工作", "项目", "工程", "有关工作", "任务落实", "的事项", "专项行动", "进度", "情况")
MEASURES = {
    "公里": ("公里", "km", "千米"),
    "平方米": ("平方米", "㎡", "平米"),
    "万元": ("万元", "万元"),
    "吨": ("吨", "t"),
}
LARGE = ("亩", "户", "平方米", "万元", "吨", "件", "宗")


@dataclass(frozen=True)
class Work:
    """A piece of key work as somebody may write it."""

    ways: tuple[str, ...]
    town: str
    site: str
    phase: str
    number: int
    measure: str
    office: str


def subjects() -> Iterator[tuple[tuple[str, ...], str, str, str]]:
    """Ways to say a subject, its measure, the unit that leads, the kind of site at which it is."""
    for line in SUBJECTS.strip().splitlines():
        ways, measure, office, site = (part.strip() for part in line.split(" / "))
        yield tuple(ways.split("|")), measure, office, site


def originals(count: int, chance: Random) -> list[tuple[Work, str]]:
    """So many pieces of work, no two of them the same, each with its title."""
    made: list[Work] = []
    whole, parts = set[tuple[str, ...]](), set[tuple[str, ...]]()
    known = list(subjects())
    while len(made) < count:
        ways, measure, office, kind = chance.choice(known)
        names, suffixes = SITES[kind]
        site = f"{chance.choice(names)}{chance.choice(suffixes)}" if names and chance.random() < 0.55 else ""
        town = f"{chance.choice(TOWNS)}镇" if not site or chance.random() < 0.6 else ""
        phase = chance.choice(("一期", "二期", "第一批", "第二批")) if chance.random() < 0.12 else ""
        number = chance.choice(
            (
                0,
                chance.randrange(1, 40),
                chance.randrange(20, 3000) if measure in LARGE else chance.randrange(2, 120),
            )
        )
        own = (ways[0], site or town, phase)
        if own in parts or own in whole or (ways[0], town, phase) in (whole if site else parts):
            continue
        (parts if site else whole).add(own)
        parts.add((ways[0], town, phase) if site else own)
        made.append(Work(ways, town, site, phase, number, measure, office))
    return [(work, _titled(work, chance)) for work in made]


def _titled(work: Work, chance: Random) -> str:
    counted = f"{work.number}{work.measure}" if work.number else ""
    phase = f"（{work.phase}）" if work.phase else ""
    place, what = f"{work.town}{work.site}", work.ways[0]
    return chance.choice((
        f"{chance.choice(LEADS)}{place}{what}{phase}{counted}{chance.choice(TAILS)}",
        f"{chance.choice(LEADS)}{place}{counted}{what}{phase}{chance.choice(TAILS)}",
        f"{place}{what}{chance.choice(TAILS)}{phase}{f'（{counted}）' if counted else ''}",
        f"县{work.office}{chance.choice(LEADS)}{place}{what}{phase}{counted}",
    ))  # fmt: skip


def rewritten(work: Work, chance: Random) -> str:
    """The same piece of work as somebody else writes it: other words, the number elsewhere, units abbreviated."""
    measure = chance.choice(MEASURES.get(work.measure, (work.measure,)))
    number = str(work.number) if work.number != 10 or chance.random() < 0.5 else "十"
    counted = f"{number}{measure}" if work.number else ""
    town = chance.choice((work.town, work.town, work.town and f"{work.town}政府"))
    office = chance.choice((f"县{SHORT.get(work.office, work.office)}", "", ""))
    what, phase = chance.choice(work.ways[1:] * 3 + work.ways), work.phase
    return chance.choice((
        f"{chance.choice(OTHER_LEADS)}{town}{work.site}{what}{phase}{chance.choice(OTHER_TAILS)}{counted and f'（{counted}）'}",
        f"{town}{work.site}{phase}{counted}{what}{chance.choice(OTHER_TAILS)}",
        f"{what}{phase}（{town}{work.site}{counted and f'，{counted}'}）",
        f"{office}{chance.choice(OTHER_LEADS)}{work.site}{what}{counted}{phase}{town and f'（{town}）'}",
        f"{counted}{what}{phase}：{town}{work.site}{chance.choice(OTHER_TAILS)}",
        f"{town}{work.site}{what}{phase}，{chance.choice(OTHER_LEADS)}{counted}",
    ))  # fmt: skip
