"""How titles of key work are worded: a title is read in its parts, the ways to write one thing brought to one.

What every title of an office says (推进, 工程, 有关工作) is left out. Phase, year, quantities and places are set apart, for
by these near works differ. What is left is what is to be done, each sign with its weight: what is done to a thing (建设,
改造) says less than the thing, and the name of a bureau before it says nothing of the work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

GAP = "|"
"""Stands where something was left out or set apart: no pair goes across it."""
_ACTION, _LIGHT = 0.35, 0.6


def _any(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_COMMON = re.compile(_any(
    "推进 推动 加快推进 加快 加强 加大 抓紧 抓好 抓实 做好 着力 大力 全力 全面 全县 我县 切实 积极 稳步 有序 持续 "
    "深入 进一步 扎实 统筹 高质量 组织 实施 开展 完成 落实 启动 确保 督促 按期 按时 年内 年底前 月底前 尽快 力争 "
    "关于 有关 相关 工作 项目 工程 任务 事项 情况 进度 行动 专项 攻坚 问题 及 的 以及 投入使用 配套设施 牵头 负责 "
    "人民政府 政府 县委 县政府 办公室"
))  # fmt: skip
_ACTIONS = re.compile(_any(
    "建设 新建 改建 扩建 改造 提升 升级 整治 治理 整改 排查 更新 规范化 标准化 综合 处置 化解 处理 清理 修缮 修复 "
    "维修 维护 养护 加固 新增 增加 建成 安全 隐患 和 与 等 并"
))  # fmt: skip
_LIGHTER = re.compile(_any("中心 服务 设施 老旧 农村 城区 县城"))
_WAYS = {
    way: words.split()[0]
    for words in (
        "公路 道路 马路", "5g 第五代移动通信", "技术改造 技改", "硬化 硬底化", "农贸市场 菜市场 集贸市场",
        "欠薪 拖欠农民工工资 农民工欠薪 拖欠工资", "养老院 敬老院", "污水厂 污水处理厂", "地灾 地质灾害",
        "消防站 消防救援站", "公厕 公共厕所", "停车场 停车位 泊位", "幼儿园 公办园", "低保 最低生活保障",
        "医保 医疗保险 医疗保障", "环保 生态环境保护 环境保护", "食堂 饭堂", "小区 住宅小区", "河道 小河流 河流",
        "充电桩 充电设施", "线索 问题线索", "违建 违法建设 违法建筑", "宅基地 住宅用地", "一中 第一中学", "二中 第二中学",
        "一小 第一小学", "二小 第二小学", "台区 配电台区", "老人 老年人 长者",
    )
    for way in words.split()[1:]
}  # fmt: skip
"""Words for one thing that share no signs enough to be known by themselves, each with the one that is kept."""
_WAY = re.compile(_any(" ".join(_WAYS)))

_MEASURES = {
    way: words.split()[0]
    for words in (
        "公里 千米 km", "米 m", "平方米 平米 m2", "立方米 m3", "亩", "公顷 ha", "元", "吨 t", "人 名",
        "个 户 家 座 处 所 栋 幢 宗 件 项 台 辆 条 口 盏 只 间 套 村 起 例 艘 棵 株",
    )
    for way in words.split()
}  # fmt: skip
"""Measures by the ways to write them; what is counted is one measure, as one counts 处 what another counts 个."""
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN = f"[{''.join(_DIGITS)}十百千]+"
_QUANTITY = re.compile(rf"(\d+(?:\.\d+)?|(?<!第){_HAN})([万亿]?)({_any(' '.join(_MEASURES))})(?!级)")
_PHASE = re.compile(rf"第?({_HAN}|\d+)(期|批|标段|阶段|季度|轮|号|次)次?")
_YEAR = re.compile(r"(20\d\d)年度?")

_PLACE = re.compile(
    "镇|乡|街道|村|社区|路|街|大道|巷|河|溪|江|湖|水库|山|桥|小学|中学|(?:产业|工业|高新)?园区?|景区|林场|农场|小区|花园|市场"
)
_KINDS = {"乡": "镇", "产": "园", "工": "园", "高": "园", "园": "园"}
_NO_PLACE = re.compile(_any(
    "农村 乡村 城镇 乡镇 集镇 圩镇 村镇 全村 各村 行政村 自然村 通村 入村 进村 驻村 村级 村集体 村卫生 村民 村居 "
    "村庄 村容 村医 道路 公路 铁路 线路 管路 电路 高速路 河道 河流 河湖 河长 中小学 公办园 农贸市场 零工市场 市场监 "
    "市场主体 老旧小区 老小区 旧小区 新小区 危桥 桥梁 水库除险 病险水库 矿山 山洪 山区 山林 路面 路灯 路网 镇级 "
    "乡级"
))  # fmt: skip
"""Words in which such a sign names no place."""
_STEMS = frozenset("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥某")
"""Signs that are a name by themselves."""
_CODE = re.compile(r"[a-z]+\d+[a-z]*")
_BUREAU = re.compile(r"(?:^|\|)由?县[^|]{2,12}?(?:局|委员会|委|办|大队)")


@dataclass(frozen=True)
class Title:
    """What a title says: what is to be done (`said`, in pairs of signs and weights), and what is set apart from it."""

    said: str
    pairs: frozenset[str]
    weights: tuple[float, ...]
    places: frozenset[tuple[str, str]]
    quantities: frozenset[tuple[str, float]]
    phases: frozenset[tuple[str, float]]
    years: frozenset[str]


@lru_cache(maxsize=8192)
def read(title: str) -> Title:
    """A title in its parts."""
    text = _WAY.sub(
        lambda found: _WAYS[found[0]], "".join(unicodedata.normalize("NFKC", title).casefold().split())
    )
    phases = {(found[2], _number(found[1])) for found in _PHASE.finditer(text)}
    years = {found[1] for found in _YEAR.finditer(text)}
    rest = _YEAR.sub(GAP, _PHASE.sub(GAP, text))
    quantities = {
        (_MEASURES[found[3]], _number(found[1]) * _TENS.get(found[2], 1))
        for found in _QUANTITY.finditer(rest)
    }
    said = _signs(_COMMON.sub(GAP, _QUANTITY.sub(GAP, rest)))
    pairs = frozenset(_pairs(said))
    if not pairs:
        said = _signs(text)
        pairs = frozenset(_pairs(said))
    return Title(
        said=said,
        pairs=pairs,
        weights=_weights(said),
        places=frozenset((name, kind) for name, kind, _ in _places(said)),
        quantities=frozenset(quantities),
        phases=frozenset(phases),
        years=frozenset(years),
    )


def is_action(word: str) -> bool:
    """Whether a word says what is done, and is hardly a name."""
    return _ACTIONS.fullmatch(word) is not None


def _signs(text: str) -> str:
    return re.sub(r"\|+", GAP, "".join(sign if sign.isalnum() else GAP for sign in text)).strip(GAP)


def _pairs(text: str) -> Iterator[str]:
    yield from (text[at : at + 2] for at in range(len(text) - 1) if GAP not in text[at : at + 2])


def _number(text: str) -> float:
    if text[0] not in _DIGITS and text[0] not in _TENS:
        return float(text)
    total, digit = 0, 0
    for sign in text:
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def _places(text: str) -> Iterable[tuple[str, str, int]]:
    """The places that a text names, each with what it is and where it begins."""
    plain = _NO_PLACE.sub(lambda found: GAP * len(found[0]), text)
    for found in _PLACE.finditer(plain):
        before = plain[: found.start()].rpartition(GAP)[2]
        if name := before[-1:] if before[-1:] in _STEMS else before[-2:]:
            yield name, _KINDS.get(found[0][0], found[0]), found.start() - len(name)
    yield from ((code[0], "", code.start()) for code in _CODE.finditer(text))


def _weights(text: str) -> tuple[float, ...]:
    """What each sign says of the work; a place says where it is, and is asked apart."""
    weights = [0.0 if sign == GAP else 1.0 for sign in text]
    for words, weight in ((_ACTIONS, _ACTION), (_LIGHTER, _LIGHT), (_BUREAU, 0.0)):
        for found in words.finditer(text):
            weights[found.start() : found.end()] = [weight] * len(found[0])
    for name, kind, start in _places(text):
        for at in range(start, min(start + len(name) + len(kind), len(text))):
            weights[at] = 0.0
    return tuple(weights)
