"""The key work of XX县: titles, sources and targets, made from lists; nothing in them is real."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class PlannedWork:
    """A piece of key work to be registered."""

    title: str
    unit: str
    source_class: str
    kind: str
    source: str
    target_name: str = ""
    target: int = 0
    target_unit: str = ""


_PROJECTS = (
    ("老旧供水管网改造", "b9", "改造管网", "公里"), ("农村生活污水治理设施运维整改", "b9", "恢复运行设施", "座"),
    ("圩镇生活垃圾转运站建设", "b21", "完成站点", "座"), ("高标准农田建设", "b12", "建成面积", "万亩"),
    ("撂荒耕地复耕", "b12", "复耕面积", "亩"), ("义务教育学校食堂改造", "b1", "完成学校", "所"),
    ("校车安全隐患整治", "b1", "完成车辆", "辆"), ("县级公立医院药品追溯接入", "b14", "接入医院", "家"),
    ("村卫生站规范化建设", "b14", "完成站点", "个"), ("国道沿线农房整治", "b10", "完成农房", "户"),
    ("省道乙镇段路面改造", "b10", "完成里程", "公里"), ("农村公路危桥改造", "b28", "完成桥梁", "座"),
    ("工业园区标准厂房建设", "h3", "封顶栋数", "栋"), ("惠企政策资金兑现", "b6", "兑现资金", "万元"),
    ("政府投资项目超期结算清理", "b29", "完成结算", "个"), ("病险水库除险加固", "b11", "完成水库", "座"),
    ("水源保护区违法建设清理", "b11", "清理宗数", "宗"), ("自然灾害避险点规范化建设", "b16", "完成点位", "处"),
    ("森林火情监测点建设", "b23", "建成点位", "处"), ("松材线虫病除治", "b23", "除治面积", "亩"),
    ("农贸市场升级改造", "b18", "完成市场", "个"), ("食品小作坊集中加工区建设", "b18", "入驻作坊", "家"),
    ("低保动态核查问题整改", "b4", "销号问题", "个"), ("居家适老化改造", "b4", "完成家庭", "户"),
    ("城镇新增就业", "b7", "新增就业", "人"), ("根治欠薪线索办结", "b7", "办结线索", "件"),
    ("不动产登记历史遗留问题处理", "b8", "办结宗数", "宗"), ("批而未供土地处置", "b8", "处置面积", "亩"),
    ("民营经济纠纷积案化解", "p2", "化解案件", "件"), ("信访积案攻坚", "b22", "化解积案", "件"),
    ("政务服务事项一窗受理改革", "b24", "上线事项", "项"), ("数据资源目录归集", "b24", "归集目录", "项"),
    ("招商引资项目落地开工", "b25", "开工项目", "个"), ("乡镇商贸中心改造", "b26", "完成中心", "个"),
    ("配电网台区改造", "s1", "完成台区", "个"), ("乡镇消防救援站建设", "s7", "建成站点", "个"),
    ("污水处理厂提标改造", "h2", "完成厂站", "座"), ("公交首末站建设", "h1", "完成站点", "座"),
    ("储备粮仓容提升", "o2", "新增仓容", "吨"), ("文旅驿站建设", "o4", "建成驿站", "个"),
)  # fmt: skip
MEASURED = frozenset({"公里", "万亩", "亩", "万元", "吨"})
"""The units of what is measured; everything else is counted."""
_TOWN_PROJECTS = (
    ("圩镇雨污分流管网建设", "建成管网", "公里"), ("乡村振兴示范带农房风貌提升", "完成农房", "户"),
    ("人居环境突出问题整改", "销号问题", "个"), ("村级集体经济增收项目", "落地项目", "个"),
    ("农村供水保障提升", "通水村庄", "个"), ("违法占用耕地整改", "整改面积", "亩"),
    ("圩镇停车场建设", "建成泊位", "个"), ("防返贫监测帮扶", "帮扶到户", "户"),
)  # fmt: skip
_SOURCES = (
    ("2.1", "工作安排", "省年度重点工作任务分工"), ("2.1", "决策部署", "市委关于重点领域改革的部署"),
    ("2.2", "约束性指标硬任务", "市下达的年度约束性指标"), ("2.2", "上级考核(通报)事项", "市年度考核通报事项"),
    ("2.3", "会议", "县委常委会会议"), ("2.3", "会议", "县政府常务会议"), ("2.3", "文件", "县委一号文件任务分工"),
    ("2.3", "指示批示", "县委主要领导批示件"), ("2.4", "交办", "县政府主要领导交办事项"),
)  # fmt: skip


def works(count: int, chance: random.Random) -> list[PlannedWork]:
    """`count` pieces of key work over bureaux and towns, each title once."""
    made: list[PlannedWork] = []
    phases = ("（一期）", "（二期）", "（年度任务）", "")
    towns = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
    pool = [(f"{title}{phase}", unit, name, of) for phase in phases for title, unit, name, of in _PROJECTS]
    pool += [
        (f"{town}镇{title}", f"t{town}", name, of) for title, name, of in _TOWN_PROJECTS for town in towns
    ]
    chance.shuffle(pool)
    for title, unit, name, of in pool[:count]:
        source_class, kind, source = chance.choice(_SOURCES)
        target = chance.choice((12, 18, 20, 36, 46, 60, 80, 120, 240))
        made.append(PlannedWork(title, unit, source_class, kind, source, name, target, of))
    return made
