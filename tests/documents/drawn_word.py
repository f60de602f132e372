"""A small letter and a small 文件 as .docx, drawn here from the numbers of the standard; one value can be drawn wrong."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_W = nsdecls("w")
_MM = 1440 / 25.4
_ANCHOR = """<w:r {w} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="1"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>
<wp:extent cx="{cx}" cy="{cy}"/><wp:wrapNone/><wp:docPr id="{id}" name="r{id}"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr/><wps:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:srgbClr val="{color}"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"""


@dataclass(frozen=True)
class Drawn:
    """Every value that a test may draw wrong; the defaults are right. Lengths in mm, sizes in points."""

    letter: bool = True
    page: tuple[float, float] = (210, 297)
    margins: tuple[float, float, float, float] = (37, 26, 35, 28)
    pitch: int = 579
    first_differs: bool | None = None
    even_odd: bool = True
    mark: str = "中共XX县委办公室"
    mark_color: str = "FF0000"
    number: str = "X委办督函〔2026〕7号"
    number_align: str = ""
    title: str = "关于“甲河水库除险加固工程”的督办函"
    title_font: str = "方正小标宋简体"
    title_size: float = 22
    title_align: str = "center"
    to: str = "甲镇人民政府及主要领导张某："
    text_font: str = "仿宋_GB2312"
    text_size: float = 16
    spacing: int = -5
    bold: bool = False
    first_chars: int = 200
    row: int = 579
    headings: tuple[str, ...] = ("一、责令整改事项", "二、整改时限", "三、整改目标")
    heading_font: str = "黑体"
    second_font: str = "楷体_GB2312"
    plan: str = "请你单位主要领导亲自研究制定整改方案，部署推动整改工作。"
    feedback: str = "收到本函后，请每15天向我办反馈一次整改情况，直至整改完毕。"
    cited: str = "此前已印发X委办督函〔2026〕3号。"
    listed: str = "附件：问题清单"
    signer: str = "中共XX县委办公室"
    date: str = "2026年11月23日"
    date_right: int = 1280
    label: str = "附件"
    label_breaks: bool = True
    copies: str = "抄送：县纪委监委、县委组织部。"
    printed: str = ""
    dash: str = "—"
    sides: tuple[str, str] = ("right", "left")
    aside: int = 280
    number_font: str = "宋体"
    first_numbered: bool = False
    lines: tuple[tuple[float, float, float, float], ...] = (
        (20, 45.6, 170, 1.0), (20, 47.1, 170, 0.35), (20, 275.15, 170, 0.35), (20, 276.0, 170, 1.0),
    )  # fmt: skip
    rule: bool = True
    colophon: tuple[tuple[float, float, float, float], ...] = (
        (28, 244.3, 156, 0.35), (28, 253.0, 156, 0.25), (28, 261.65, 156, 0.35),
    )  # fmt: skip

    def but(self, **changed: Any) -> Drawn:
        """The same with one thing drawn otherwise."""
        return replace(self, **changed)


LETTER = Drawn()
FILE = Drawn(
    letter=False,
    mark="中共XX县委办公室文件",
    number="X委办〔2026〕47号",
    title="关于对甲镇人民政府立项挂牌督办的通知书",
    headings=("一、事项名称", "二、责任主体", "三、推进落实不力主要事实", "四、整改要求", "五、办理时限",
              "六、申请解除的方式", "七、申请解除的程序"),
    printed="中共XX县委办公室　2026年11月23日印发",
)  # fmt: skip


def word(drawn: Drawn) -> bytes:
    """The .docx."""
    document = docx.Document()
    body = document.element.body
    section = body.find(qn("w:sectPr"))
    for old in list(body):
        if old is not section:
            body.remove(old)
    for child in _section(drawn):
        section.append(child)
    _furniture(document, drawn)
    for part in _parts(drawn):
        section.addprevious(part)
    if drawn.even_odd:
        document.settings.element.insert(0, parse_xml(f"<w:evenAndOddHeaders {_W}/>"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _section(drawn: Drawn) -> list[Any]:
    top, right, bottom, left = (round(one * _MM) for one in drawn.margins)
    differs = drawn.letter if drawn.first_differs is None else drawn.first_differs
    width, height = (round(one * _MM) for one in drawn.page)
    texts = [
        f'<w:pgSz {_W} w:w="{width}" w:h="{height}"/>',
        f'<w:pgMar {_W} w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
        ' w:header="567" w:footer="1420" w:gutter="0"/>',
        *([f"<w:titlePg {_W}/>"] if differs else []),
        f'<w:docGrid {_W} w:type="lines" w:linePitch="{drawn.pitch}"/>',
    ]
    return [parse_xml(text) for text in texts]


def _clear(section: Any) -> None:
    for tag in ("w:pgSz", "w:pgMar", "w:cols", "w:docGrid", "w:titlePg"):
        for old in (
            section._sectPr.findall(qn(tag))[:-1] if tag != "w:cols" else section._sectPr.findall(qn(tag))
        ):
            section._sectPr.remove(old)


def _furniture(document: Any, drawn: Drawn) -> None:
    section = document.sections[0]
    _clear(section)
    for footer, side in ((section.footer, drawn.sides[0]), (section.even_page_footer, drawn.sides[1])):
        _fill(footer, _page_number(drawn, side))
    if drawn.letter:
        red = [_bar(line, "FF0000", n) for n, line in enumerate(drawn.lines, 1)]
        mark = _para(_run(drawn.mark, "方正小标宋简体", 44, color=drawn.mark_color), align="center")
        _fill(section.first_page_header, mark, _para(*red[:2]))
        number = [_page_number(drawn, "right")] if drawn.first_numbered else []
        _fill(section.first_page_footer, _para(*red[2:]), *number)


def _fill(part: Any, *paras: str) -> None:
    part.is_linked_to_previous = False
    for old in list(part._element):
        part._element.remove(old)
    for text in paras:
        part._element.append(parse_xml(text))


def _page_number(drawn: Drawn, side: str) -> str:
    font = drawn.number_font
    field = f'<w:fldSimple {_W} w:instr=" PAGE ">{_run("1", font, 14)}</w:fldSimple>'
    indent = f'<w:ind w:{side}="{drawn.aside}"/>' if side in ("left", "right") else ""
    pieces = (_run(f"{drawn.dash} ", font, 14), field, _run(f" {drawn.dash}", font, 14))
    return f'<w:p {_W}><w:pPr>{indent}<w:jc w:val="{side}"/></w:pPr>{"".join(pieces)}</w:p>'


def _run(text: str, font: str, size: float, spacing: int = 0, bold: bool = False, color: str = "") -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'
    more = ("<w:b/>" if bold else "") + (f'<w:color w:val="{color}"/>' if color else "")
    more += f'<w:spacing w:val="{spacing}"/>' if spacing else ""
    half = round(size * 2)
    return (
        f'<w:r {_W}><w:rPr>{fonts}{more}<w:sz w:val="{half}"/></w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r>'
    )


def _para(*runs: str, align: str = "left", row: int = 0, indent: str = "", before: str = "") -> str:
    spacing = f'<w:spacing w:line="{row}" w:lineRule="exact"/>' if row else ""
    shown = f"<w:ind {indent}/>" if indent else ""
    return f'<w:p {_W}><w:pPr>{before}{spacing}{shown}<w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'


def _bar(place: tuple[float, float, float, float], color: str, count: int) -> str:
    x, y, cx, cy = (round(one * 36000) for one in place)
    return _ANCHOR.format(w=_W, x=x, y=y, cx=cx, cy=cy, color=color, id=count)


def _parts(drawn: Drawn) -> list[Any]:
    return [parse_xml(text) for text in (*_head(drawn), *_body(drawn), *_end(drawn))]


def _text(drawn: Drawn, text: str, **rest: Any) -> str:
    words = _run(text, drawn.text_font, drawn.text_size, drawn.spacing, drawn.bold)
    return _para(words, row=drawn.row, **rest)


def _head(drawn: Drawn) -> list[str]:
    plain = LETTER
    if drawn.letter:
        return [_text(plain, drawn.number, align=drawn.number_align or "right")]
    line = (
        '<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="9" w:color="FF0000"/></w:pBdr>'
        if drawn.rule
        else ""
    )
    return [
        _para(_run(drawn.mark, "方正小标宋简体", 42, color=drawn.mark_color), align="center"),
        _text(plain, drawn.number, align=drawn.number_align or "center", before=line),
    ]


def _body(drawn: Drawn) -> list[str]:
    indent = f'w:firstLineChars="{drawn.first_chars}" w:firstLine="{round(drawn.first_chars * 3.15)}"'
    parts = [
        _para(_run(drawn.title, drawn.title_font, drawn.title_size), align=drawn.title_align),
        _text(LETTER, drawn.to),
        _text(drawn, f"经县委领导同意，现予督办。{drawn.cited}", indent=indent),
    ]
    for heading in drawn.headings:
        parts.append(_para(_run(heading, drawn.heading_font, 16, -5), row=579, indent=indent))
        parts.append(_text(drawn, "2026年12月20日前整改完毕，按期完工。", indent=indent))
    second = _run("（一）加派力量。", drawn.second_font, 16, -5) + _run("增加作业面。", "仿宋_GB2312", 16, -5)
    return [
        *parts,
        _para(second, row=579, indent=indent),
        _text(drawn, drawn.plan + drawn.feedback, indent=indent),
    ]


def _end(drawn: Drawn) -> list[str]:
    plain = LETTER
    fresh = "<w:pageBreakBefore/>" if drawn.label_breaks else ""
    return [
        _text(plain, drawn.listed, indent='w:left="1575" w:hanging="945"'),
        _text(plain, drawn.signer, align="right", indent='w:right="1090"'),
        _text(plain, drawn.date, align="right", indent=f'w:right="{drawn.date_right}"'),
        _para(_run(drawn.label, "黑体", 16), row=579, before=fresh),
        _para(_run("问题清单", "方正小标宋简体", 22), align="center"),
        _text(plain, "工程量没有按节点完成。", indent='w:firstLineChars="200" w:firstLine="630"'),
        _para(_run(drawn.copies, "仿宋_GB2312", 14), indent='w:left="1120" w:right="280" w:hanging="840"'),
        *(
            [_para(_run(drawn.printed, "仿宋_GB2312", 14), indent='w:left="280" w:right="280"')]
            if drawn.printed
            else []
        ),
        *(
            []
            if drawn.letter
            else [_para(*(_bar(line, "000000", n) for n, line in enumerate(drawn.colophon, 11)))]
        ),
    ]
