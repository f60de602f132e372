"""A copy for practice: every page, paper and file says 演练, nothing leaves it, and it never becomes a real one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import unquote

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pypdf import PdfReader

from duban.audit.verify import verify
from duban.insight.selectors.county.verification import guard_faults
from duban.jobs.commands.drill import become_drill
from duban.notifications.actions.own import make_feed
from duban.organisations.actions.founding import found_county
from duban.shared.errors import Invalid
from duban.shared.machine import installation
from tests.personas import County
from tests.web.conftest import Browse
from tests.web.walk import underway

BANNER = 'aria-label="演练"'


@pytest.fixture
def drill(county: County) -> Iterator[County]:
    """The county after it was marked."""
    become_drill()
    yield county
    installation.settled.cache_clear()


def test_every_page_says_so_on_the_screen_and_in_print(drill: County, browse: Browse) -> None:
    client = browse("inspector")
    for page in ("/", "/matters/", "/mechanism/", "/cases/nothere/"):
        assert BANNER in client.get(page).content.decode(), page
    assert BANNER in Client().get("/login/").content.decode()
    assert "演示县" not in client.get("/").content.decode()


def test_no_page_of_the_real_county_says_so(county: County, browse: Browse) -> None:
    assert BANNER not in browse("inspector").get("/").content.decode()


def test_papers_and_lists_that_are_taken_out_say_so_and_no_issued_file_leaves_unmarked(
    county: County, browse: Browse
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    become_drill()
    client = browse("bureau_a.principal")
    try:
        answers = {form: client.get(f"/documents/{walk.letter}/document/{form}/") for form in ("pdf", "docx")}
        table = browse("inspector").get("/exports/matters.csv")
    finally:
        installation.settled.cache_clear()
    for answer in (*answers.values(), table):
        assert unquote(answer["Content-Disposition"]).partition("''")[2].startswith("演练_")
    assert all("演练" in page.extract_text() for page in PdfReader(io.BytesIO(answers["pdf"].content)).pages)
    section = docx.Document(io.BytesIO(answers["docx"].content)).sections[0]
    heads = (section.header, section.even_page_header, section.first_page_header)
    assert all("演练" in "".join(line.text for line in head.paragraphs) for head in heads)
    assert b"".join(table).decode("utf-8-sig").startswith("演练")  # type: ignore[arg-type]


def test_a_calendar_that_was_made_before_is_not_fed_any_more(county: County) -> None:
    address = f"/calendar/{make_feed(actor=county.town_a.liaison)}.ics"
    assert Client().get(address).status_code == 200
    become_drill()
    try:
        assert Client().get(address).status_code == 404
    finally:
        installation.settled.cache_clear()


def test_it_stays_one_and_no_county_begins_in_it(drill: County) -> None:
    with pytest.raises(installation.ClockFixed):
        installation.mark("live")
    for statement in ("UPDATE shared_installation SET kind = 'live'", "DELETE FROM shared_installation"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(Invalid, match="演练"):
        found_county(code="yy", name="YY县", short_name="Y", administrator="张某", account="zhangmou")


def test_the_record_tells_that_it_was_made_one_and_vouches_for_it(drill: County) -> None:
    report = verify(drill.jurisdiction_id)
    assert [fault.what for fault in report.faults] == [] and list(guard_faults()) == []
