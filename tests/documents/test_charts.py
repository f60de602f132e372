"""Charts: lines for print, a PNG for Word, every bar with its number, the same picture for the same figures."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image

from duban.documents.papers.charts import Chart, ChartSeries, _marks, picture
from duban.documents.papers.pdf import png_size

CHART = Chart(
    "stacked", "图1 评价", ("上级部署", "领导交办"),
    (ChartSeries("较好推进", (3, 0)), ChartSeries("进展滞后", (1, 12))), alt="共16件",
)  # fmt: skip


def texts(chart: Chart) -> list[str]:
    """What is written on a chart."""
    return [mark["words"] for mark in _marks(chart) if mark["type"] == "text"]


@pytest.mark.parametrize("form", ["bar", "stacked"])
def test_a_chart_is_drawn_as_lines_and_as_a_picture(form: str) -> None:
    made = picture(replace(CHART, form=form))  # type: ignore[arg-type]
    wide, high = png_size(made.png)
    assert wide / high == pytest.approx(150 / 72, rel=0.01)
    assert made.svg.startswith("<svg")
    assert len(Image.open(io.BytesIO(made.png)).convert("L").getcolors(256) or ()) > 3
    assert (made.caption, made.alt) == ("图1 评价", "共16件")


def test_every_bar_says_its_number_and_every_series_its_name() -> None:
    said = texts(CHART)
    assert {"3", "1", "12", "较好推进", "进展滞后", "上级部署", "领导交办", "单位：件"} <= set(said)


def test_the_scale_ends_at_a_round_number_above_the_highest_bar() -> None:
    scale = [int(words) for words in texts(CHART) if words.isdigit()][:6]
    assert scale == [0, 3, 6, 9, 12, 15]


def test_nothing_is_drawn_outside_the_picture() -> None:
    for values in ((0, 0), (1, 999), (10_000, 3)):
        for mark in _marks(replace(CHART, series=(ChartSeries("较好推进", values),))):
            assert -0.01 <= mark["x"] <= 150
            assert 0 <= mark["y"] <= 72


def test_the_same_figures_give_the_same_picture_and_survive_json() -> None:
    assert picture(CHART).png == picture(Chart.of_data(CHART.as_data())).png


def test_small_parts_of_a_stack_do_not_write_over_each_other() -> None:
    chart = replace(CHART, series=tuple(ChartSeries(f"第{n}项", (1, 90)) for n in range(3)))
    rows = [mark["y"] for mark in _marks(chart) if mark["type"] == "text" and mark["words"] == "1"]
    assert all(abs(one - other) >= 3 for at, one in enumerate(rows) for other in rows[at + 1 :])
