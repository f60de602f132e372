"""The numbers of GB/T 9704-2012, each with its source, shared by both renderers and by the checker.

A number that the standard leaves open says so: 惯例 is what offices do, 本系统 is a choice of this system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Unit = Literal["mm", "pt", "字", "行", ""]


@dataclass(frozen=True)
class PageNumber:
    """One number: its name, value, unit and where it stands. 字 is a character of the body, 行 a row of the page."""

    name: str
    value: float
    unit: Unit
    source: str


_TABLE = (
    # paper and 版心
    PageNumber("page_width", 210, "mm", "5.1 A4"),
    PageNumber("page_height", 297, "mm", "5.1 A4"),
    PageNumber("top", 37, "mm", "5.2.1 天头 37±1"),
    PageNumber("left", 28, "mm", "5.2.1 订口 28±1"),
    PageNumber("body_width", 156, "mm", "5.2.1 版心 156×225"),
    PageNumber("body_height", 225, "mm", "5.2.1 版心 156×225"),
    PageNumber("rows", 22, "行", "5.2.3 每面 22 行"),
    PageNumber("columns", 28, "字", "5.2.3 每行 28 字"),
    # sizes of type
    PageNumber("title_size", 22, "pt", "7.3.1 2号"),
    PageNumber("text_size", 16, "pt", "5.2.2 3号"),
    PageNumber("small_size", 14, "pt", "7.4 4号"),
    PageNumber("table_size", 14, "pt", "惯例 表格 4号"),
    PageNumber("title_pitch", 34, "pt", "惯例 标题行距"),
    PageNumber("table_pitch", 22, "pt", "惯例 表格行距"),
    PageNumber("table_pad", 1.2, "mm", "本系统 单元格边距"),
    PageNumber("table_line", 0.5, "pt", "惯例 表线"),
    # 版头
    PageNumber("file_mark_top", 72, "mm", "7.2.4 上边缘至版心上边缘 35"),
    PageNumber("file_mark_size", 54, "pt", "7.2.4 字号不定，醒目为准"),
    PageNumber("file_mark_pitch", 1.3, "", "惯例 联合行文机关名称行距（倍）"),
    PageNumber("mark_to_number", 2, "行", "7.2.5 发文机关标志下空二行"),
    PageNumber("number_to_rule", 4, "mm", "7.2.7 发文字号之下 4"),
    PageNumber("rule_width", 0.5, "mm", "惯例 0.35—0.5"),
    PageNumber("rule_to_title", 2, "行", "7.3.1 红色分隔线下空二行"),
    PageNumber("masthead_row", 1, "行", "惯例 纪要、专报的期号在标志下空一行"),
    # 信函
    PageNumber("letter_mark_top", 30, "mm", "10.1 上边缘至上页边 30"),
    PageNumber("mark_least_size", 30, "pt", "本系统 长名称先缩到此，再压窄"),
    PageNumber("letter_mark_size", 44, "pt", "10.1 字号不定，醒目为准"),
    PageNumber("letter_rule_width", 170, "mm", "10.1 线长 170，居中"),
    PageNumber("letter_rule_gap_above", 4, "mm", "10.1 发文机关标志下 4"),
    PageNumber("letter_rule_thick", 1.0, "mm", "惯例 上粗下细"),
    PageNumber("letter_rule_space", 0.5, "mm", "惯例 双线间距"),
    PageNumber("letter_rule_thin", 0.35, "mm", "惯例 上粗下细"),
    PageNumber("letter_rule_bottom", 20, "mm", "10.1 距下页边 20"),
    PageNumber("letter_number_gap", 4.94, "mm", "10.1 与线的距离为 3号汉字高度的 7/8"),
    PageNumber("ink_bearing", 0.4, "mm", "本系统 汉字笔画上缘低于字框"),
    PageNumber("letter_to_title", 2, "行", "10.1 标题与其上最后一个要素相距二行"),
    # 主体
    PageNumber("title_to_addressee", 1, "行", "7.3.2 标题下空一行"),
    PageNumber("indent", 2, "字", "7.3.3 每个自然段左空二字"),
    PageNumber("text_to_attachments", 1, "行", "7.3.4 正文下空一行"),
    PageNumber("date_right_sealed", 4, "字", "7.3.5.1 成文日期右空四字"),
    PageNumber("seal_rows", 2, "行", "7.3.5.1 印章顶端距正文一行之内：章径 42，居中下压"),
    PageNumber("signer_right", 2, "字", "7.3.5.2 不加盖印章：右空二字"),
    PageNumber("unsealed_rows", 1, "行", "7.3.5.2 正文下空一行"),
    PageNumber("date_shift", 2, "字", "7.3.5.2 日期首字比署名首字右移二字"),
    PageNumber("joint_rows", 4, "行", "7.3.5.1 联合行文印章互不相交：章径 42，每排四行以上"),
    PageNumber("attachment_title_row", 3, "行", "7.3.7 附件标题居中，第三行"),
    # 版记和页码
    PageNumber("colophon_outer", 0.35, "mm", "7.4.1 首末分隔线"),
    PageNumber("colophon_inner", 0.25, "mm", "7.4.1 中间分隔线"),
    PageNumber("colophon_pad", 14, "pt", "7.4.2 左右各空一字（4号）"),
    PageNumber("colophon_pitch", 24, "pt", "惯例 版记行距"),
    PageNumber("page_number_drop", 7, "mm", "7.5 一字线上距版心下边缘 7"),
    PageNumber("page_number_side", 14, "pt", "7.5 单页右空一字，双页左空一字（4号）"),
    # 本系统
    PageNumber("stamp_top", 14, "mm", "本系统 草稿等标记，在天头"),
    PageNumber("code_side", 14, "mm", "本系统 验证二维码边长"),
    PageNumber("code_drop", 3, "mm", "本系统 验证二维码在版心之下"),
    PageNumber("joint_two", 13, "字", "7.3.5.1 每排两个署名，中心相距"),
    PageNumber("joint_three", 8, "字", "7.3.5.1 每排三个署名，中心相距不小于章径 42"),
)

NUMBERS: Mapping[str, PageNumber] = MappingProxyType({number.name: number for number in _TABLE})
"""Every number by name."""

POINT = 72 / 25.4
"""Points in a millimetre."""



def number(name: str) -> float:
    """The value of a number, in its own unit; KeyError for a name that the table does not have."""
    return NUMBERS[name].value


def millimetres(name: str) -> float:
    """A length of the table in millimetres, rows and characters converted."""
    known = NUMBERS[name]
    factor = {"mm": 1.0, "pt": 1 / POINT, "字": CHAR / POINT, "行": PITCH / POINT}.get(known.unit)
    if factor is None:
        raise ValueError(f"{name} is no length")
    return known.value * factor


PITCH = number("body_height") * POINT / number("rows")
"""Height of a row in points: 22 of them fill the 版心 (28.99)."""

CHAR = number("body_width") * POINT / number("columns")
"""Width of a character in points: 28 of them fill a row (15.79)."""

BOTTOM = number("page_height") - number("top") - number("body_height")
"""Margin below the 版心 in millimetres (35)."""

RIGHT = number("page_width") - number("left") - number("body_width")
"""Margin right of the 版心 in millimetres (26)."""

COLOPHON_ON_EVEN = frozenset({"file", "minutes", "report"})
"""Forms whose 版记 stands on the last face of the sheet, an even page (7.4); a letter's stands on its last page."""

RED = "FF0000"


def as_data() -> dict[str, float]:
    """All numbers for a template, with the derived ones."""
    return {
        **{number.name: number.value for number in _TABLE},
        "pitch": PITCH,
        "char": CHAR,
        "bottom": BOTTOM,
        "right": RIGHT,
    }
