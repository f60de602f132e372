"""A letter and a 文件 of two pages as PDF, every row and line put at its place in millimetres; one can be put wrong."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

_ROW = 225 / 22
_FIRST = 37 + 4.9
_FULL = "甲河水库除险加固工程进展缓慢工程量没有按照节点完成而且未按时报"
_SOURCE = """
#let d = json(bytes(sys.inputs.drawn))
#let faces = (title: ("FandolSong", 700), body: ("FandolFang R", 400), kai: ("FandolKai", 400),
  hei: ("FandolHei", 400), song: ("FandolSong", 400), wrong: ("LXGW WenKai", 400))
#set page(width: d.page.at(0) * 1mm, height: d.page.at(1) * 1mm, margin: 0mm)
#set text(fallback: false, lang: "zh", cjk-latin-spacing: none)
#let char = 156mm / 28
#let one(r) = {
  let f = faces.at(r.font)
  let body = text(font: f.at(0), weight: f.at(1), size: r.size * 1pt, fill: rgb("#" + r.color),
    tracking: (if r.size == 16 { char - 16pt } else { 0pt }) + r.apart * 1pt,
    top-edge: if r.from_ink { "bounds" } else { "baseline" }, bottom-edge: "baseline", r.text)
  if r.side == "right" { place(top + right, dx: (r.x - d.page.at(0)) * 1mm, dy: r.y * 1mm, body) }
  else if r.side == "center" { place(top + center, dx: (r.x - d.page.at(0) / 2) * 1mm, dy: r.y * 1mm, body) }
  else { place(top + left, dx: r.x * 1mm, dy: r.y * 1mm, body) }
}
#for (index, p) in d.pages.enumerate() {
  if index > 0 { pagebreak() }
  for b in p.bars {
    place(top + left, dx: b.at(0) * 1mm, dy: b.at(1) * 1mm,
      rect(width: b.at(2) * 1mm, height: b.at(3) * 1mm, fill: rgb("#" + b.at(4)), stroke: none))
  }
  for r in p.rows { one(r) }
}
"""


@dataclass(frozen=True)
class Put:
    """A row of text: where it begins, ends or has its middle (by `side`), and its baseline, in mm; `apart` in points."""

    text: str
    x: float = 28.0
    y: float = 0.0
    font: str = "body"
    size: float = 16
    side: str = "left"
    color: str = "000000"
    from_ink: bool = False
    apart: float = 0.0


@dataclass(frozen=True)
class Drawn:
    """The parts by name, so that a test can put one of them wrong."""

    letter: bool
    rows: dict[str, tuple[int, Put]]
    bars: tuple[tuple[int, tuple[float, float, float, float, str]], ...]
    page: tuple[float, float] = (210, 297)

    def but(self, part: str, **changed: Any) -> Drawn:
        """The same with one row put otherwise; `page_no` moves it to another page."""
        number, row = self.rows[part]
        number = changed.pop("page_no", number)
        return replace(self, rows={**self.rows, part: (number, replace(row, **changed))})

    def without(self, part: str) -> Drawn:
        """The same without a row."""
        return replace(self, rows={name: row for name, row in self.rows.items() if name != part})

    def ruled(self, index: int, **changed: Any) -> Drawn:
        """The same with one bar drawn otherwise."""
        page, bar = self.bars[index]
        values = dict(zip(("x", "y", "width", "height", "color"), bar, strict=True)) | changed
        return replace(
            self, bars=(*self.bars[:index], (page, tuple(values.values())), *self.bars[index + 1 :])
        )  # type: ignore[arg-type]


def row_at(count: int) -> float:
    """Baseline of a row of the page, the first being 0."""
    return _FIRST + count * _ROW


def pdf(drawn: Drawn) -> bytes:
    """The PDF."""
    pages = [
        {
            "rows": [asdict(row) for page, row in drawn.rows.values() if page == number],
            "bars": [bar for page, bar in drawn.bars if page == number],
        }
        for number in (1, 2)
    ]
    folders = tuple(folder for folder in map(Path, settings.FONT_FOLDERS) if folder.is_dir())
    compiler = typst.Compiler(font_paths=_fonts(folders), ignore_system_fonts=True)
    inputs = {"drawn": json.dumps({"page": drawn.page, "pages": pages})}
    made = compiler.compile(_SOURCE.encode(), sys_inputs=inputs, format="pdf")
    assert isinstance(made, bytes)
    return made


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _indented(text: str, row: int, font: str = "body") -> Put:
    return Put(text, 28 + 2 * 156 / 28, row_at(row), font)


def _text(texts: tuple[tuple[str, str], ...], start: int) -> dict[str, tuple[int, Put]]:
    """Three full rows, then headings with a sentence each, down the first page and over to the second."""
    rows: dict[str, tuple[int, Put]] = {"first": (1, _indented(_FULL[:26], start))}
    for count in (1, 2, 3):
        rows[f"full{count}"] = (1, Put(_FULL[:28], 28, row_at(start + count)))
    rows["short"] = (1, Put("送。", 28, row_at(start + 4)))
    place, page = start + 5, 1
    for count, (text, font) in enumerate(texts):
        rows[f"text{count}"] = (page, _indented(text, place, font))
        place += 1
        if page == 1 and place > 21:
            place, page = 0, 2
    return rows


_HEADINGS = ("责令整改事项", "整改时限", "整改目标")
_SEVEN = (
    "事项名称",
    "责任主体",
    "推进落实不力主要事实",
    "整改要求",
    "办理时限",
    "申请解除的方式",
    "申请解除的程序",
)
_NUMERALS = "一二三四五六七"


def _parts(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    heads = [(f"{_NUMERALS[n]}、{name}", "hei") for n, name in enumerate(names)]
    mixed = [one for head in heads for one in (head, ("2026年12月20日前整改完毕。", "body"))]
    plan = (
        "收到本函后，请每15天向我办反馈一次整改情况。",
        "请你单位主要领导亲自研究制定整改方案，部署推动整改",
    )
    return (
        ("经县委领导同意，现予督办。", "body"),
        *mixed,
        ("（一）加派力量", "kai"),
        *((one, "body") for one in plan),
    )


_ENDING = {
    "workplan": (2, Put("工作。", 28, row_at(1))),
    "listed": (2, Put("附件：问题清单", 28 + 2 * 156 / 28, row_at(5))),
    "signer": (2, Put("中共XX县委办公室", 142.3, row_at(8), side="center")),
    "date": (2, Put("2026年11月23日", 184 - 4 * 156 / 28, row_at(9), side="right")),
    "number_even": (2, Put("— 2 —", 28 + 4.94, 271.4, "song", 14)),
}
LETTER = Drawn(
    True,
    {
        "mark": (1, Put("中共XX县委办公室", 105, 30, "title", 44, "center", "FF0000", True)),
        "number": (1, Put("X委办督函〔2026〕7号", 184, 59.2, side="right")),
        "title": (1, Put("关于“甲河水库除险加固工程”的督办函", 106, 92, "title", 22, "center")),
        "to": (1, Put("甲镇人民政府及主要领导张某：", 28, row_at(7))),
        **_text(_parts(_HEADINGS), 8),
        **_ENDING,
        "copies": (2, Put("抄送：县纪委监委、县委组织部。", 28 + 4.94, 259.5, size=14)),
    },
    (
        (1, (20, 48.5, 170, 1.0, "FF0000")), (1, (20, 50.0, 170, 0.35, "FF0000")),
        (1, (20, 275.15, 170, 0.35, "FF0000")), (1, (20, 276.0, 170, 1.0, "FF0000")),
    ),
)  # fmt: skip
FILE = Drawn(
    False,
    {
        "mark": (1, Put("中共XX县委办公室文件", 106, 72, "title", 40, "center", "FF0000", True)),
        "number": (1, Put("X委办〔2026〕47号", 106, 110, side="center")),
        "title": (1, Put("关于对甲镇立项挂牌督办的通知书", 106, row_at(9), "title", 22, "center")),
        "to": (1, Put("甲镇人民政府及主要领导张某：", 28, row_at(10))),
        "number_odd": (1, Put("— 1 —", 184 - 4.94, 271.4, "song", 14, "right")),
        **_text(_parts(_SEVEN)[:6], 11),
        **{f"seven{n}": (2, Put(text, 28 + 2 * 156 / 28, row_at(n), font))
           for n, (text, font) in enumerate(_parts(_SEVEN)[6:])},
        **{key: (2, replace(put, y=put.y + 10 * _ROW)) for key, (_, put) in _ENDING.items() if key not in
           ("number_even", "workplan")},
        "number_even": _ENDING["number_even"],
        "copies": (2, Put("抄送：县纪委监委、县委组织部。", 28 + 4.94, 250.6, size=14)),
        "printer": (2, Put("中共XX县委办公室", 28 + 4.94, 259.2, size=14)),
        "printed": (2, Put("2026年11月23日印发", 184 - 4.94, 259.2, size=14, side="right")),
    },
    (
        (1, (28, 115.0, 156, 0.5, "FF0000")),
        (2, (28, 244.3, 156, 0.35, "000000")), (2, (28, 253.0, 156, 0.25, "000000")),
        (2, (28, 261.65, 156, 0.35, "000000")),
    ),
)  # fmt: skip
