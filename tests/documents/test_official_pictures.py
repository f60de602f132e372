"""Every kind of document looks as it was approved. `python -m tests.documents.test_official_pictures` approves anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from duban.documents.official.kinds import KINDS
from duban.documents.official.samples import sample
from duban.documents.papers import pdf
from duban.documents.papers.pictures import pages, png, sheet, unlike

APPROVED = Path(__file__).parent / "approved"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_document_looks_as_approved(kind: str) -> None:
    drawn = sheet(pages(pdf.render(sample(kind))))
    with Image.open(APPROVED / f"{kind}.png") as approved:
        assert unlike(drawn, approved.convert("L")) < 0.002


def test_a_line_moved_by_a_millimetre_does_not_look_as_approved() -> None:
    drawn = sheet(pages(pdf.render(sample("release_notice"))))
    moved = Image.new("L", drawn.size, 255)
    moved.paste(drawn, (0, 2))
    assert unlike(moved, drawn) > 0.002


def test_no_approved_picture_is_left_over() -> None:
    assert {path.stem for path in APPROVED.glob("*.png")} == set(KINDS)


def approve() -> None:
    """Draw every kind and keep the pictures; they are looked at before they are committed."""
    APPROVED.mkdir(exist_ok=True)
    for kind in KINDS:
        (APPROVED / f"{kind}.png").write_bytes(png(sheet(pages(pdf.render(sample(kind))))))


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings_test")
    django.setup()
    approve()
