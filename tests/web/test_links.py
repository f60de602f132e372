"""Whoever follows the links of the pages that open comes to pages that open."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape

import pytest
from django.test import Client

from tests.accountability import steps
from tests.apart import undone
from tests.personas import County
from tests.story import underway
from tests.web.conftest import Browse

PEOPLE = ("inspector", "secretary", "org_dept.deputy", "appraisal.deputy", "bureau_a.principal")
FEW, MANY, OF_A_KIND = 40, 1000, 2
_LINK = re.compile(r'href="(/[^"#]*)')
_REFERENCE = re.compile(r"[a-z0-9]{12}")
# A form may answer that its conditions are not met: that is a page that explains itself.
OPENS = {200, 302, 422}


def followed(client: Client, most: int, start: str = "/") -> dict[str, int]:
    """The answer of every page that links lead to, a few of each kind."""
    waiting, seen, kinds = deque([start]), {start}, Counter[str]()
    answers: dict[str, int] = {}
    while waiting and len(answers) < most:
        address = waiting.popleft()
        response = client.get(address)
        answers[address] = response.status_code
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            continue
        for link in map(unescape, _LINK.findall(response.content.decode())):
            kind = _REFERENCE.sub("*", link.split("?")[0])
            if link not in seen and kinds[kind] < OF_A_KIND and not link.startswith(("/static/", "/logout/")):
                kinds[kind] += 1
                seen.add(link)
                waiting.append(link)
    return answers


def astray(browse: Browse, county: County, most: int) -> tuple[dict[tuple[str, str], int], int]:
    """Where links led each reader to a page that does not open, and how many pages the one who saw fewest saw."""
    underway(county)
    steps.appealed(county)
    wrong, least = {}, most
    with county.on("2026-04-21"):
        for who in PEOPLE:
            with undone():
                answers = followed(browse(who), most)
            wrong |= {(who, page): status for page, status in answers.items() if status not in OPENS}
            least = min(least, len(answers))
    return wrong, least


def test_the_first_links_lead_to_pages_that_their_reader_may_open(county: County, browse: Browse) -> None:
    wrong, least = astray(browse, county, FEW)
    assert wrong == {}
    assert least > 10


@pytest.mark.verify
def test_every_link_leads_to_a_page_that_its_reader_may_open(county: County, browse: Browse) -> None:
    wrong, least = astray(browse, county, MANY)
    assert wrong == {}
    assert least > 10
