"""The rules by id: what is measured and where it stands. Lengths in millimetres unless a name says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from duban.documents.reading import POINT

GB = "GB/T 9704-2012 "


@dataclass(frozen=True)
class LayoutRule:
    """One rule: its id, what it measures in Chinese, and its basis."""

    id: str
    title: str
    basis: str


_TABLE = (
    LayoutRule("page.size", "纸张", GB + "5.1"),
    LayoutRule("page.top", "天头（上边距）", GB + "5.2.1"),
    LayoutRule("page.left", "订口（左边距）", GB + "5.2.1"),
    LayoutRule("page.width", "版心宽", GB + "5.2.1"),
    LayoutRule("page.height", "版心高", GB + "5.2.1"),
    LayoutRule("page.rows", "每面行数", GB + "5.2.3"),
    LayoutRule("page.columns", "每行字数", GB + "5.2.3"),
    LayoutRule("page.first", "首页不同（仅信函）", GB + "10.1"),
    LayoutRule("page.sides", "单双页页脚不同", GB + "7.5"),
    LayoutRule("page.ink", "版心以外的内容", GB + "5.2.1"),
    LayoutRule("page.text", "首页显示正文", GB + "7.3.3"),
    LayoutRule("font.role", "字体", GB + "5.2.2、7.2—7.4"),
    LayoutRule("font.size", "字号", GB + "5.2.2、7.2—7.4"),
    LayoutRule("font.bold", "不用加粗代替字体", GB + "5.2.2、7.3.3"),
    LayoutRule("font.embedded", "PDF 嵌入字体", "字体配置：嵌入的字体须在清单内"),
    LayoutRule("mark.name", "发文机关标志", GB + "7.2.4、10.1、10.3"),
    LayoutRule("mark.colour", "发文机关标志的颜色", GB + "7.2.4"),
    LayoutRule("mark.top", "发文机关标志上边缘", GB + "7.2.4、10.1、10.3"),
    LayoutRule("mark.width", "发文机关标志宽度", GB + "7.2.4、10.1"),
    LayoutRule("letter.count", "信函红色双线的条数", GB + "10.1"),
    LayoutRule("letter.left", "信函红色双线的左端", GB + "10.1"),
    LayoutRule("letter.width", "信函红色双线的长度", GB + "10.1"),
    LayoutRule("letter.order", "信函红色双线的粗细次序", GB + "10.1"),
    LayoutRule("letter.gap", "标志与上方双线的距离", GB + "10.1"),
    LayoutRule("letter.bottom", "下方双线距下页边", GB + "10.1"),
    LayoutRule("letter.clear", "正文与下方双线的距离", GB + "10.1"),
    LayoutRule("rule.there", "版头红色分隔线", GB + "7.2.7"),
    LayoutRule("rule.width", "版头红色分隔线的长度", GB + "7.2.7"),
    LayoutRule("rule.gap", "分隔线在发文字号之下", GB + "7.2.7"),
    LayoutRule("number.form", "发文字号的写法", GB + "7.2.5"),
    LayoutRule("number.place", "发文字号的位置", GB + "7.2.5、10.1"),
    LayoutRule("title.there", "标题", GB + "7.3.1"),
    LayoutRule("title.middle", "标题居中", GB + "7.3.1"),
    LayoutRule("title.lines", "标题回行", GB + "7.3.1"),
    LayoutRule("addressee.there", "主送机关", GB + "7.3.2"),
    LayoutRule("addressee.left", "主送机关居左顶格", GB + "7.3.2"),
    LayoutRule("addressee.colon", "主送机关后标全角冒号", GB + "7.3.2"),
    LayoutRule("text.indent", "正文左空二字", GB + "7.3.3"),
    LayoutRule("text.brackets", "年份用六角括号", GB + "7.2.5"),
    LayoutRule("text.order", "内容完整、次序不变", "与内容模型一致"),
    LayoutRule("listed.form", "附件说明的写法", GB + "7.3.4"),
    LayoutRule("date.form", "成文日期的写法", GB + "7.3.5"),
    LayoutRule("date.place", "成文日期的位置", GB + "7.3.5.1"),
    LayoutRule("signer.there", "发文机关署名", GB + "7.3.5"),
    LayoutRule("note.form", "附注的写法", GB + "7.3.6"),
    LayoutRule("attachment.label", "附件序号顶格、黑体、另面", GB + "7.3.7"),
    LayoutRule("presence.label", "出席、请假、列席的写法", GB + "10.3"),
    LayoutRule("colophon.lines", "版记分隔线", GB + "7.4.1"),
    LayoutRule("colophon.bottom", "版记末条分隔线在版心下边缘", GB + "7.4.1"),
    LayoutRule("colophon.plain", "信函版记不加分隔线、不印印发机关", GB + "10.1"),
    LayoutRule("colophon.last", "版记在最后一面", GB + "7.4"),
    LayoutRule("copies.stop", "抄送机关之后标句号", GB + "7.4.2"),
    LayoutRule("copies.form", "版记只有抄送", GB + "7.4.2"),
    LayoutRule("printer.form", "印发机关和印发日期的写法", GB + "7.4.3"),
    LayoutRule("foot.number", "页码", GB + "7.5"),
    LayoutRule("foot.dash", "页码左右各一条一字线", GB + "7.5"),
    LayoutRule("foot.side", "页码单页居右、双页居左，各空一字", GB + "7.5"),
    LayoutRule("foot.drop", "页码一字线上距版心下边缘", GB + "7.5"),
    LayoutRule("foot.first", "信函首页不显示页码", GB + "10.1"),
    LayoutRule("kind.form", "文种所用的格式", "本系统各文种的格式"),
    LayoutRule("content.part", "必备内容", "通知条款"),
)

RULES: Mapping[str, LayoutRule] = MappingProxyType({rule.id: rule for rule in _TABLE})
"""Every rule by id."""

PAGE = (210.0, 297.0)
TOP, LEFT, WIDTH, HEIGHT = 37.0, 28.0, 156.0, 225.0
RIGHT_EDGE, BOTTOM_EDGE = LEFT + WIDTH, TOP + HEIGHT
ROWS, COLUMNS = 22, 28
TITLE_PT, TEXT_PT, SMALL_PT = 22.0, 16.0, 14.0
FILE_MARK_TOP, LETTER_MARK_TOP = 72.0, 30.0
LETTER_LEFT, LETTER_WIDTH, LETTER_BOTTOM, LETTER_GAP = 20.0, 170.0, 277.0, 4.0
RULE_GAP = 4.0
COLOPHON_LINES = (0.35, 0.25, 0.35)
DASH_TOP = BOTTOM_EDGE + 7.0

CHAR = WIDTH / COLUMNS
"""Width of a character of the text in millimetres (5.57)."""
ROW = HEIGHT / ROWS
"""Height of a row in millimetres (10.23)."""
SMALL_CHAR = SMALL_PT / POINT
"""Width of a 4号 character in millimetres (4.94)."""

FORMS: Mapping[str, str] = MappingProxyType(
    {
        "letter": "信函格式",
        "file": "文件格式",
        "minutes": "纪要格式",
        "report": "专报格式",
        "plain": "普通格式",
    }
)
"""Names of the forms."""
