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
from tests.story import do, issued_letter, received, underway
from tests.web.conftest import Browse

PEOPLE = ("inspector", "secretary", "org_dept.deputy", "appraisal.deputy", "bureau_a.principal")
FEW, MANY, OF_A_KIND = 40, 1000, 2
_LINK = re.compile(r'href="(/[^"#]*)')
_REFERENCE = re.compile(r"[a-z0-9]{12}")
# A form may answer that its conditions are not met: that is a page that explains itself.
OPENS = {200, 302, 422}


_TEXT = re.compile(r"<(script|style|template|textarea)\b.*?</\1>|<[^>]+>", re.S)
_MARKS = re.compile(r"[^\s<>]{0,12}(?:[。；，][。；，]|：：)[^\s<>]{0,12}")
_WHERE = re.compile(r'<div class="where grow">(.*?)</div>', re.S)


def spoiled(html: str) -> list[str]:
    """Two marks of punctuation that met, and the same word twice in the line that says where one is."""
    text = unescape(_TEXT.sub("\n", html))
    found = [mark for line in text.splitlines() for mark in _MARKS.findall(line)]
    for where in _WHERE.findall(html):
        steps = [part.strip() for part in unescape(_TEXT.sub("", where)).split(" / ")]
        found += [f"{one} / {two}" for one, two in zip(steps, steps[1:], strict=False) if one == two]
    return found


def followed(
    client: Client, most: int, start: str = "/", faults: dict[str, list[str]] | None = None
) -> dict[str, int]:
    """The answer of every page that links lead to, a few of each kind; `faults` gathers what is `spoiled` on them."""
    waiting, seen, kinds = deque([start]), {start}, Counter[str]()
    answers: dict[str, int] = {}
    while waiting and len(answers) < most:
        address = waiting.popleft()
        response = client.get(address)
        answers[address] = response.status_code
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            continue
        html = response.content.decode()
        if faults is not None and (wrong := spoiled(html)):
            faults[address] = wrong
        for link in map(unescape, _LINK.findall(html)):
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


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_doubles_a_mark_or_a_step(county: County, browse: Browse, who: str) -> None:
    story = underway(county)
    do(story.inspector, "matter.remind", ref=story.matter, text="请抓紧。")
    received(story, "letter", issued_letter(story))
    steps.appealed(county)
    faults: dict[str, list[str]] = {}
    with county.on("2026-04-21"):
        followed(browse(who), FEW, faults=faults)
    assert faults == {}


def test_a_page_that_doubles_is_found() -> None:
    assert spoiled("<p>退回：请改。。</p>") == ["退回：请改。。"]
    assert spoiled('<div class="where grow"><a>重点工作</a> / 重点工作 / 2026-151</div>') == ["重点工作 / 重点工作"]
    assert spoiled("<p>请改。</p><p>；</p>") == []


@pytest.mark.verify
def test_every_link_leads_to_a_page_that_its_reader_may_open(county: County, browse: Browse) -> None:
    wrong, least = astray(browse, county, MANY)
    assert wrong == {}
    assert least > 10
