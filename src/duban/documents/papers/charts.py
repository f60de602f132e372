"""Charts of a report, drawn in black and grey: every bar says its number, so that nothing hangs on a shade.

Positions are reckoned here; typst only puts lines, rectangles and texts at their places, once as SVG for the PDF and
once as PNG for Word. The same chart gives the same picture.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any, Literal

from duban.documents.papers.fonts import NoPdf, book
from duban.documents.papers.model import Picture

WIDTH = 150.0
"""Width of a chart in millimetres."""

_HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, 14.0, 4.0, 12.0, 12.0
_SHADES = ("404040", "A6A6A6", "E3E3E3", "7A7A7A")
_SMALL = 9.0
_ROWS = 5
_PPI = 220.0


@dataclass(frozen=True)
class ChartSeries:
    """One row of numbers of a chart, one for each category."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """A chart: bars beside each other, or stacked. `alt` says in words what it shows."""

    form: Literal["bar", "stacked"]
    caption: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    unit: str = "件"
    alt: str = ""

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Chart:
        """From JSON."""
        series = tuple(ChartSeries(one["name"], tuple(one["values"])) for one in data["series"])
        return cls(
            data["form"], data["caption"], tuple(data["categories"]), series, data["unit"], data["alt"]
        )


def picture(chart: Chart, caption: str = "") -> Picture:
    """The chart as a block of a document. NoPdf where a font is missing."""
    png, svg = _drawn(chart)
    return Picture(png=png, svg=svg, width_mm=WIDTH, caption=caption or chart.caption, alt=chart.alt)


@functools.lru_cache(maxsize=64)
def _drawn(chart: Chart) -> tuple[bytes, str]:
    import typst

    fonts = book()
    shown = "".join((*chart.categories, *(one.name for one in chart.series), chart.unit, "0123456789"))
    fonts.require({"body": shown})
    data = {
        "width": WIDTH,
        "height": _HEIGHT,
        "font": fonts.stack("body"),
        "weight": fonts.weight("body"),
        "marks": list(_marks(chart)),
    }
    compiler = typst.Compiler(font_paths=fonts.fonts, ignore_system_fonts=True)
    inputs = {"chart": json.dumps(data, ensure_ascii=False)}
    try:
        png = compiler.compile(_template(), sys_inputs=inputs, format="png", ppi=_PPI)
        svg = compiler.compile(_template(), sys_inputs=inputs, format="svg")
    except typst.TypstError as error:
        raise NoPdf(f"图没有画成：{error.message}") from error
    if not isinstance(png, bytes) or not isinstance(svg, bytes):
        raise NoPdf("图没有画成。")
    return png, svg.decode()


@functools.cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("charts.typ").read_bytes()


def _marks(chart: Chart) -> Iterator[dict[str, Any]]:
    """Everything that is drawn, with its place in millimetres from the upper left corner."""
    top = _ceiling(chart)
    base, high = _HEIGHT - _BOTTOM, _HEIGHT - _BOTTOM - _TOP
    for row in range(_ROWS + 1):
        y = base - high * row / _ROWS
        yield _line(_LEFT, y, WIDTH - _RIGHT, y, 0.5 if row == 0 else 0.2)
        yield _text(str(round(top * row / _ROWS)), _LEFT - 2, y + 1.1, "right")
    yield _text(f"单位：{chart.unit}", 0, _TOP - 6, "left")
    yield from _legend(chart)
    slot = (WIDTH - _LEFT - _RIGHT) / max(len(chart.categories), 1)
    for place, category in enumerate(chart.categories):
        middle = _LEFT + slot * (place + 0.5)
        yield _text(_short(category, slot), middle, base + 5, "center")
        draw = _stack if chart.form == "stacked" else _beside
        yield from draw(chart, place, middle, slot, base, high / top)


def _ceiling(chart: Chart) -> int:
    """A round number at or above the highest bar, divisible into the rows of the grid."""
    columns = list(zip(*(one.values for one in chart.series), strict=True))
    tallest = max(
        (sum(one) if chart.form == "stacked" else max(one, default=0) for one in columns), default=0
    )
    step = max(1, math.ceil(tallest / _ROWS))
    size: int = 10 ** (len(str(step)) - 1)
    return int(math.ceil(step / size) * size * _ROWS)


def _stack(
    chart: Chart, place: int, middle: float, slot: float, base: float, scale: float
) -> Iterator[dict[str, Any]]:
    wide, y, aside = min(slot * 0.5, 14.0), base, base + 3.5
    for index, one in enumerate(chart.series):
        value = one.values[place]
        if not value:
            continue
        tall = value * scale
        y -= tall
        shade = _SHADES[index % len(_SHADES)]
        yield {"type": "bar", "x": middle - wide / 2, "y": y, "width": wide, "height": tall, "fill": shade}
        if tall >= 4:
            light = index % len(_SHADES) in (0, 3)
            yield _text(str(value), middle, y + tall / 2 + 1.2, "center", light=light)
        else:
            aside = min(y + tall / 2 + 1.2, aside - 3.4)
            yield _text(str(value), middle + wide / 2 + 1, aside, "left")


def _beside(
    chart: Chart, place: int, middle: float, slot: float, base: float, scale: float
) -> Iterator[dict[str, Any]]:
    wide = min(slot * 0.7 / len(chart.series), 12.0)
    left = middle - wide * len(chart.series) / 2
    for index, one in enumerate(chart.series):
        tall = one.values[place] * scale
        x = left + wide * index
        shade = _SHADES[index % len(_SHADES)]
        yield {"type": "bar", "x": x, "y": base - tall, "width": wide * 0.9, "height": tall, "fill": shade}
        if one.values[place] or len(chart.series) == 1:
            yield _text(str(one.values[place]), x + wide * 0.45, base - tall - 1, "center")


def _legend(chart: Chart) -> Iterator[dict[str, Any]]:
    x = WIDTH - _RIGHT
    for index in reversed(range(len(chart.series))):
        name = chart.series[index].name
        x -= len(name) * _SMALL * 0.36 + 7
        yield {
            "type": "bar",
            "x": x,
            "y": _TOP - 9,
            "width": 4,
            "height": 3,
            "fill": _SHADES[index % len(_SHADES)],
        }
        yield _text(name, x + 5, _TOP - 6.3, "left")


def _short(name: str, slot: float) -> str:
    room = max(2, int(slot / _SMALL * 2.6))
    return name if len(name) <= room else f"{name[: room - 1]}…"


def _line(x: float, y: float, to_x: float, to_y: float, width: float) -> dict[str, Any]:
    return {"type": "line", "x": x, "y": y, "to_x": to_x, "to_y": to_y, "width": width}


def _text(words: str, x: float, y: float, anchor: str, light: bool = False) -> dict[str, Any]:
    return {"type": "text", "words": words, "x": x, "y": y, "anchor": anchor, "size": _SMALL,
            "fill": "FFFFFF" if light else "000000"}  # fmt: skip
