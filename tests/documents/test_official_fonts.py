"""Fonts are configuration, what is missing is named, and no other font gets into a PDF."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from duban.documents.official.samples import sample, samples
from duban.documents.papers import pdf, word
from duban.documents.papers.fonts import FontsMissing, FontSubstituted, book, configured
from duban.documents.papers.model import Heading, Paragraph

FONTS: Path = settings.FONT_FOLDERS[-1]
ROLES = {"title": "小标宋", "body": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}


@pytest.fixture
def only(settings: Any, tmp_path: Path) -> Any:
    """An installation that has only the fonts of these names."""

    def having(*names: str) -> Path:
        folder = tmp_path / "fonts"
        folder.mkdir(exist_ok=True)
        for name in names:
            shutil.copy(FONTS / name, folder)
        settings.FONT_FOLDERS = [folder]
        settings.FONT_ROLES = folder / "roles.toml"
        return folder

    return having


def test_every_kind_carries_only_fonts_of_its_roles_and_all_embedded() -> None:
    allowed = {face.postscript for face in book().chosen.values() if face}
    for kind, paper in samples():
        assert pdf.embedded_fonts(pdf.render(paper)) <= allowed, kind


def test_without_fonts_pdf_says_what_is_missing_and_word_still_works(only: Any) -> None:
    folder = only()
    with pytest.raises(FontsMissing) as missing:
        pdf.render(sample("supervision_letter"))
    said = str(missing.value)
    for part in (
        "小标宋",
        "仿宋",
        "楷体",
        "黑体",
        "方正小标宋简体",
        "FandolFang R",
        str(folder),
        "duban fonts",
    ):
        assert part in said
    assert word.render(sample("supervision_letter"))[:2] == b"PK"


def test_only_the_role_that_lacks_a_font_is_named(only: Any) -> None:
    only("FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolSong-Bold.otf", "FandolSong-Regular.otf")
    with pytest.raises(FontsMissing, match="缺少字体：楷体") as missing:
        pdf.render(sample("supervision_letter"))
    assert "仿宋" not in str(missing.value)


def test_a_lighter_weight_of_the_family_does_not_stand_in(only: Any) -> None:
    only("FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Regular.otf")
    with pytest.raises(FontsMissing, match="小标宋"):
        pdf.render(sample("supervision_letter"))


def test_a_font_dropped_in_and_named_first_is_used_at_once(only: Any) -> None:
    folder = only(*(name.name for name in FONTS.glob("Fandol*.otf")))
    assert "FandolKai-Regular" in pdf.embedded_fonts(pdf.render(sample("supervision_letter")))
    roles = (Path(pdf.__file__).parent / "fonts.toml").read_text("utf-8")
    shutil.copy(FONTS / "LXGWWenKai-Regular.ttf", folder)
    (folder / "roles.toml").write_text(
        roles.replace('{ family = "KaiTi_GB2312" }', '{ family = "LXGW WenKai" }'), "utf-8"
    )
    embedded = pdf.embedded_fonts(pdf.render(sample("supervision_letter")))
    assert "LXGWWenKai-Regular" in embedded
    assert "FandolKai-Regular" not in embedded


def test_a_configuration_that_cannot_be_read_is_named(only: Any) -> None:
    folder = only()
    (folder / "roles.toml").write_text("fallback = [", "utf-8")
    with pytest.raises(FontsMissing, match="roles.toml"):
        configured()


def test_rare_characters_of_names_come_from_the_fallback() -> None:
    paper = dataclasses.replace(
        sample("supervision_letter"), blocks=(Paragraph(text="联系人：喆堃、赟昇、祎珺、䶮某。"),)
    )
    made = pdf.render(paper)
    assert "LXGWWenKai-Regular" in pdf.embedded_fonts(made)


def test_a_character_that_no_font_draws_is_named_and_not_left_out() -> None:
    paper = dataclasses.replace(
        sample("supervision_letter"), blocks=(Paragraph(text="符号\U0001f600不能印。"),)
    )
    with pytest.raises(FontsMissing, match="\U0001f600"):
        pdf.render(paper)


def test_a_substituted_font_is_an_error() -> None:
    fonts = book()
    texts = {"body": "正文", "title": "标题"}
    own = {fonts.chosen[key].postscript for key in texts if fonts.chosen[key]}  # type: ignore[union-attr]
    fonts.hold_against(own, texts)
    with pytest.raises(FontSubstituted, match="多出 WenQuanYiZenHei"):
        fonts.hold_against({*own, "WenQuanYiZenHei"}, texts)
    with pytest.raises(FontSubstituted, match="缺少 FandolFang-Regular"):
        fonts.hold_against(own - {"FandolFang-Regular"}, texts)
    with pytest.raises(FontSubstituted, match="LXGWWenKai"):
        fonts.hold_against({*own, "LXGWWenKai-Regular"}, texts)


def test_the_roles_are_those_of_the_standard() -> None:
    roles = configured().by_key
    assert {key: role.name for key, role in roles.items()} == ROLES
    assert [roles[key].word for key in ("title", "body", "kai")] == [
        "方正小标宋简体",
        "仿宋_GB2312",
        "楷体_GB2312",
    ]


def test_a_rare_character_in_a_heading_is_drawn_too() -> None:
    paper = dataclasses.replace(
        sample("supervision_letter"), blocks=(Heading(level=1, text="一、关于赟某"), Paragraph(text="无。"))
    )
    assert pdf.render(paper).startswith(b"%PDF")
