"""Honest dates: wherever the limit of a matter or a measure stands, the one set at first stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from tests.personas import County
from tests.story import DUE, Story, do, issued_letter, received, underway
from tests.web.conftest import Browse

FIRST, LATER = date(2026, 4, 30), date(2026, 5, 21)
MATTER_LATER = date(2026, 10, 22)


def extended(story: Story, kind: str, ref: str, to: date) -> None:
    """A later limit was asked for and granted."""
    do(story.unit.liaison, f"{kind}.request_extension", ref=ref, new_due=to, reason="汛期停工二十天。")
    decider = (
        story.head if kind == "matter" else story.county.actor("secretary" if kind == "listing" else "vice")
    )
    do(decider, f"{kind}.decide_extension", ref=ref, verdict="grant", opinion="同意。")


@pytest.fixture
def moved(county: County) -> Story:
    """A matter and its letter whose limits were extended."""
    story = underway(county)
    story.letter = issued_letter(story)  # type: ignore[attr-defined]
    received(story, "letter", story.letter)  # type: ignore[attr-defined]
    extended(story, "matter", story.matter, MATTER_LATER)
    extended(story, "letter", story.letter, LATER)  # type: ignore[attr-defined]
    return story


def written(day: date) -> str:
    """A pattern of every way in which a day is written."""
    return rf"{day:%Y-%m-%d}|(?<![-\d]){day:%m-%d}|{day.month}月{day.day}日"


def places(story: Story) -> Iterator[str]:
    """The pages, papers and lists on which the limit of the matter or of its letter stands."""
    letter = story.letter  # type: ignore[attr-defined]
    yield from ("/matters/", "/registry/letter/", "/cockpit/", "/search/?q=管网")
    yield from (f"/cases/{story.case}/?tab={tab}" for tab in ("facts", "documents", "sheets", "feedback"))
    yield from (f"/cases/{story.case}/print/", f"/documents/{letter}/sheet/")
    yield from (f"/act/matter.rate/{story.matter}/", f"/act/matter.hand_over/{story.matter}/")
    yield from ("/exports/matters.csv", "/exports/letter.csv")


def on_page(client: Client, address: str) -> str:
    """A page or a file as it reads, without the history and what is computed from addresses."""
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    text = body.decode("utf-8-sig")
    return re.sub(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)


@pytest.mark.clause("3.1.6", "3.3.8")
def test_wherever_a_limit_stands_the_first_one_and_the_number_of_extensions_stand(
    moved: Story, browse: Browse
) -> None:
    client, stood, alone = browse("office_head"), 0, []
    for address in places(moved):
        client = browse("inspector") if "/act/matter.rate" in address else browse("office_head")
        text = on_page(client, address)
        for now, first in ((MATTER_LATER, DUE), (LATER, FIRST)):
            if re.search(written(now), text):
                stood += 1
                if not re.search(rf"({written(first)})(，延期 1 次|[\s,\"]*1\b)", text):
                    alone.append((address, now))
    assert not alone
    assert stood >= 10


@pytest.mark.clause("3.1.8")
def test_the_form_of_a_report_says_both_limits(moved: Story, browse: Browse) -> None:
    text = on_page(browse("town_a.liaison"), f"/act/matter.report/{moved.matter}/")
    assert f"{MATTER_LATER:%Y-%m-%d}（原定 {DUE:%Y-%m-%d}，延期 1 次）" in text


@pytest.mark.clause("4.1")
def test_a_register_of_before_says_the_limit_of_before(county: County, browse: Browse) -> None:
    story = underway(county)
    letter = issued_letter(story)
    received(story, "letter", letter)
    with county.on("2026-03-20"):
        extended(story, "letter", letter, LATER)
    before = on_page(browse("office_head"), "/registry/letter/?at=2026-03-19T08:00")
    assert "延期 1 次" not in before and "延期 1 次" in on_page(browse("office_head"), "/registry/letter/")
