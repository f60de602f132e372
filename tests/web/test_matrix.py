"""Who may open which page: every address against every kind of person, as data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from duban.organisations.selectors import directory
from duban.web.claims import purpose_of
from tests.apart import undone
from tests.burden import test_lookback as of_lookback
from tests.documents.ledgers import workbook
from tests.documents.test_ledgers_keywork import line, rows
from tests.personas import County
from tests.rulebook.drafting import opened
from tests.web import test_accountability_pages as of_accountability
from tests.web import test_yearly as of_years
from tests.web.conftest import Browse
from tests.web.walk import Walk, do, underway

PEOPLE = (
    "nobody", "inspector", "checker", "clerk", "office_head", "gov_inspector", "secretary", "vice", "cdi.deputy",
    "org_dept.deputy", "appraisal.deputy", "bureau_a.liaison", "bureau_a.principal", "town_a.liaison", "town_b.liaison",
)  # fmt: skip
INSIDE = {"inspector", "checker", "clerk", "office_head", "secretary", "vice"}
READERS = INSIDE | {"gov_inspector", "cdi.deputy", "org_dept.deputy"}
UNIT = {"bureau_a.liaison", "bureau_a.principal", "town_a.liaison"}
EVERYBODY = set(PEOPLE) - {"nobody"}

# name: (arguments, who gets the page); the others get 404, and nobody is sent to the door.
PAGES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "desk": ((), EVERYBODY),
    "desk_part": (("done",), EVERYBODY),
    "cockpit": ((), EVERYBODY),
    "cockpit_lines": ((), EVERYBODY),
    "cockpit_months": ((), EVERYBODY),
    "cockpit_quarters": ((), EVERYBODY),
    "cockpit_then": ((), EVERYBODY),
    "wall": ((), EVERYBODY),
    "owed": ((), EVERYBODY),
    "calendar": ((), EVERYBODY),
    "search": ((), EVERYBODY),
    "suggest": ((), EVERYBODY),
    "day": ((), EVERYBODY),
    "help": ((), EVERYBODY),
    "handbook": (("principal",), INSIDE - {"secretary", "vice"} | {"gov_inspector", "bureau_a.principal"}),
    "matters": ((), EVERYBODY),
    "matters_time": ((), EVERYBODY),
    "matter_ledger": ((), EVERYBODY),
    "on_its_way": ((), EVERYBODY),
    "alike": ((), EVERYBODY),
    "one_page": (("CASE",), READERS | UNIT),
    "bulk": (("matter.hand_over",), {"office_head"}),
    "case": (("CASE",), READERS | UNIT),
    "case_brief": (("CASE",), READERS | UNIT),
    "dossier": (("CASE",), READERS | UNIT),
    "registry": (("letter",), EVERYBODY),
    "sent_register": ((), {"inspector", "checker", "clerk", "office_head", "gov_inspector"}),
    "seal_register": ((), {"inspector", "checker", "clerk", "office_head", "gov_inspector"}),
    "document": (("LETTER",), READERS | UNIT),
    "minutes": (("INTERVIEW",), READERS | UNIT),
    "release": (("LISTING",), EVERYBODY),
    "sheet": (("LETTER",), INSIDE),
    "final": (("LETTER",), INSIDE),
    "paper": (("LISTING", "application"), READERS | UNIT),
    "paper_file": (("LETTER", "document", "docx"), READERS | UNIT),
    "attachment": (("FILE",), INSIDE),
    "file": (("FILE",), INSIDE),
    "inline": (("FILE",), INSIDE),
    "package": (("PACKAGE",), INSIDE),
    "bulletins": ((), EVERYBODY),
    "bulletin": (("CIRCULAR",), INSIDE),
    "bulletin_file": (("CIRCULAR", "docx"), INSIDE),
    "burden": ((), EVERYBODY),
    "burden_list": ((), EVERYBODY),
    "relief": ((), EVERYBODY),
    "burden_unit": (("UNIT",), INSIDE | {"gov_inspector", "bureau_a.liaison", "bureau_a.principal"}),
    "complaints": ((), EVERYBODY),
    "instructions": ((), EVERYBODY),
    "instruction_file": (("INSTRUCTION", "docx"), {"office_head", "secretary"}),
    "lookback": ((), EVERYBODY),
    "founding": ((), EVERYBODY),
    "units": ((), EVERYBODY),
    "unit": (("UNIT",), EVERYBODY),
    "person": (("PERSON",), READERS | {"bureau_a.liaison", "bureau_a.principal"}),
    "unit_extract": (("UNIT",), READERS | {"appraisal.deputy", "bureau_a.liaison", "bureau_a.principal"}),
    "person_extract": (("PERSON",), READERS | {"appraisal.deputy"}),
    "imports": ((), {"inspector", "gov_inspector", "org_dept.deputy"}),
    "import": (("IMPORT",), {"inspector"}),
    "import_result": (("IMPORT",), {"inspector"}),
    "import_template": (("matters",), {"inspector", "gov_inspector"}),
    "export": (("matters", "xlsx"), EVERYBODY),
    "handovers": ((), EVERYBODY),
    "handover": (("HANDOVER",), {"inspector", "office_head"}),
    "postlists": ((), EVERYBODY),
    "postlist": (("POSTLIST",), {"office_head", "org_dept.deputy"}),
    "slips": ((), EVERYBODY),
    "clock": ((), EVERYBODY),
    "keeping": ((), set()),  # the administrator alone: see test_keeping
    "channels": ((), EVERYBODY),
    "channel": (("CHANNEL",), set()),  # the administrator's, see tests/notifications/test_channels.py
    "reach": ((), EVERYBODY),
    "slip": (("SLIP",), {"org_dept.deputy", "cdi.deputy"}),
    "mechanism": ((), EVERYBODY),
    "notice": (("NOTICE",), EVERYBODY),
    "questions": ((), EVERYBODY),
    "clauses": ((), EVERYBODY),
    "superiors": ((), EVERYBODY),
    "versions": ((), EVERYBODY),
    "versions_compare": ((), EVERYBODY),
    "version_file": (("VERSION",), EVERYBODY),
    "packdraft": (("DRAFT",), READERS | {"appraisal.deputy"}),
    "packdraft_parameters": (("DRAFT",), READERS | {"appraisal.deputy"}),
    "packdraft_parameter": (("DRAFT", "many_times"), READERS | {"appraisal.deputy"}),
    "empty": ((), EVERYBODY),
    "account_change_password": ((), EVERYBODY),
    "access_record": ((), EVERYBODY),
}
REDIRECTING = {"registries", "appeal", "revision", "reset"}
OPEN = {"health", "account_login"}
ON_THE_WAY_IN = {"account_own_password"}  # see test_signing_in
CODED = {"verify", "one_time", "manifest", "feed"}  # the manifest is none before there is a number, see test_relief
# Each with a matrix of its own beside the cases that it needs.
ELSEWHERE = {*of_accountability.PAGES, *of_accountability.LATER, *of_years.PAGES, *of_lookback.PAGES}
BY_ACT = {"act", "create"}
POSTED = {
    "account_logout", "drop_draft", "drop_own", "end_session", "keep_draft", "keep_own", "own_feed", "read_messages", "upload",
}  # fmt: skip

# act: (its reference, who gets its form); others are refused with 403, or 404 where the case is hidden from them.
ACTS: dict[str, tuple[str, set[str]]] = {
    "matter.register": ("", {"inspector", "gov_inspector"}),
    "matter.take_in": ("", {"inspector", "gov_inspector"}),
    "past.record": ("", {"inspector", "gov_inspector"}),
    "import.upload": ("", {"inspector", "gov_inspector", "org_dept.deputy"}),
    "packdraft.open": ("", {"inspector", "gov_inspector", "office_head"}),
    "override.register": ("", {"inspector", "gov_inspector"}),
    "matter.rate": ("MATTER", {"inspector"}),
    "matter.remind": ("MATTER", {"inspector", "checker", "office_head"}),
    "matter.phone": ("MATTER", {"inspector", "checker", "office_head"}),
    "matter.press": ("MATTER", {"office_head", "standing", "vice", "secretary", "magistrate"}),
    "matter.report": ("MATTER", {"bureau_a.liaison"}),
    "matter.contribute": ("MATTER", {"town_a.liaison"}),
    "letter.propose": ("MATTER", {"inspector"}),
    "letter.plan": ("LETTER", {"bureau_a.liaison", "bureau_a.principal"}),
    "letter.confirm_plan": ("LETTER", {"bureau_a.principal"}),
    "letter.void": ("LETTER", {"office_head"}),
}


def addresses() -> Iterator[str]:
    for pattern in get_resolver().url_patterns[0].url_patterns:
        assert isinstance(pattern, URLPattern)
        yield str(pattern.name)


def test_every_address_has_its_row() -> None:
    assert set(addresses()) == set(PAGES) | ELSEWHERE | REDIRECTING | CODED | OPEN | ON_THE_WAY_IN | BY_ACT | POSTED


@pytest.fixture
def walk(county: County) -> Walk:
    walk = (
        underway(county).letter_drafted().letter_approving().paper_entered().paper_compared().letter_issued()
    )
    return walk.interview_held().listing_issued().listing_released()


@pytest.fixture
def known(county: County, walk: Walk) -> dict[str, str]:
    from duban.organisations.models import Person, PostList
    from duban.rulebook.selectors import notices, versions

    return {
        "CASE": walk.case,
        "MATTER": walk.matter,
        "LETTER": walk.letter,
        "INTERVIEW": walk.interview,
        "LISTING": walk.listing,
        "UNIT": county.bureau_a.unit.ref,
        "PERSON": Person.objects.get(pk=county.persons["bureau_a.handler"]).ref,
        "NOTICE": notices(actor=county.inspector)[0].ref,
        "FILE": walk.scan,
        "DRAFT": opened(county),
        "VERSION": versions(actor=county.inspector)[-1].hash,
        "PACKAGE": package_of(county, walk),
        "IMPORT": import_of(county),
        "SLIP": given_slip(county),
        "CHANNEL": do(county.registrar, "channel.add", kind="sms", url="https://sms.xx.example/send").ref,
        "HANDOVER": do(county.office_head, "handover.draw", person=county.person("inspector"), cause="调离",
                       receiver=county.person("inspector2"), leaves_on=date(2026, 4, 30)).ref,
        "POSTLIST": PostList.objects.latest("pk").ref,
        "INSTRUCTION": reported_instruction(county, walk.matter),
        "CIRCULAR": do(county.inspector, "circular.draft", office="party_office", span="since").ref,
    }


def reported_instruction(county: County, matter: str) -> str:
    """What the secretary wrote on a matter; the director has reported on it."""
    ref = do(county.secretary, "instruction.write", matter=matter, words="卡在哪里？").ref
    do(county.office_head, "instruction.report", ref=ref, outcome="under", text="卡在用地手续，本月内办结。")
    return ref


def import_of(county: County) -> str:
    """A ledger that the inspector has handed in."""
    file = workbook(("台账", rows(line())))
    return do(county.inspector, "import.upload", kind="matters", file=file, mode="all").ref


def given_slip(county: County) -> str:
    """A sheet of slips that the administrator has given to somebody new."""
    person = do(county.registrar, "person.create", name="新某某", rank=900, personnel_category="公务员").ref
    do(county.registrar, "person.open_account", ref=person, username="new.one")
    known = directory(county.jurisdiction_id)
    new = next(str(one.id) for one in known.people if one.ref == person)
    return do(county.registrar, "slip.give", people=[new]).ref


def package_of(county: County, walk: Walk) -> str:
    """The archive package of the case."""
    from duban.archive.actions.packages import build_and_keep
    from duban.archive.selectors import case_named
    from duban.shared import clock
    from duban.shared.actor import system_actor

    case = case_named(county.jurisdiction_id, walk.case)
    return build_and_keep(actor=system_actor(county.jurisdiction_id, clock.today()), case=case).ref


def open_as(browse: Browse, who: str) -> Client:
    return Client() if who == "nobody" else browse(who)


def test_pages_open_for_those_who_may_see_them(
    county: County, browse: Browse, known: dict[str, str]
) -> None:
    answers: dict[tuple[str, str], tuple[int, int]] = {}
    kept: set[str | None] = set()
    silent: set[str] = set()
    hidden: set[tuple[str, str]] = set()
    with county.on("2026-04-21"):
        for who in PEOPLE:
            with undone():
                client = open_as(browse, who)
                for name, (arguments, may) in PAGES.items():
                    url = reverse(name, args=[known.get(argument, argument) for argument in arguments])
                    expected = 302 if who == "nobody" else 200 if who in may else 404
                    answer = client.get(url)
                    answers[who, name] = (answer.status_code, expected)
                    silent |= {name} if answer.status_code == 200 and says_nothing(answer) else set()
                    hidden |= {(name, key) for key in hides_of_the_frame(answer.context)}
                    kept |= {answer.headers.get("Cache-Control")} if who != "nobody" else set()
    assert wrong(answers) == {}
    assert silent == set(), "each page says what it is for"
    assert kept == {"private, no-store"}, "no browser keeps a page of somebody signed in"
    assert hidden == set(), "no page names its own what the frame around it shows"
    assert len(answers) >= 15 * 43


def says_nothing(answer: HttpResponseBase) -> bool:
    """Whether a page, other than a file, lacks the line that says what it is for."""
    whole = not answer.streaming and answer.content.lstrip().startswith(b"<!doctype html>")
    return whole and b'class="purpose' not in answer.content


def hides_of_the_frame(context: Any) -> set[str]:
    """What of the frame (county, menu, warnings) a page has under a name of its own."""
    if context is None:
        return set()
    whole = context[0] if isinstance(context, list) else context
    place = getattr(whole, "_processors_index", None)
    if place is None:
        return set()
    frame = set(whole.dicts[place])
    return {key for part in whole.dicts[place + 1 :] for key in part} & frame


def test_acts_open_for_those_who_may_do_them(county: County, browse: Browse) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    # Whoever may confirm a plan gets the form where there is one.
    do(county.bureau_a.liaison, "letter.plan", ref=walk.letter, text="倒排工期", committed_on=date(2026, 3, 25))
    known = {"MATTER": walk.matter, "LETTER": walk.letter}
    answers: dict[tuple[str, str], tuple[int, int]] = {}
    for who in PEOPLE:
        with undone():
            client = open_as(browse, who)
            for key, (ref, may) in ACTS.items():
                url = f"/act/{key}/{known[ref]}/" if ref else f"/act/{key}/"
                hidden = bool(ref) and who not in READERS | UNIT
                expected = 302 if who == "nobody" else 200 if who in may else 404 if hidden else 403
                answers[who, key] = (client.get(url).status_code, expected)
    assert wrong(answers) == {}
    assert len(answers) >= 15 * 14


def wrong(answers: dict[tuple[str, str], tuple[int, int]]) -> dict[tuple[str, str], tuple[int, int]]:
    """Who got which status where another was expected."""
    return {asked: (status, expected) for asked, (status, expected) in answers.items() if status != expected}


def test_the_open_pages_are_open(county: County) -> None:
    assert [Client().get(reverse(name)).status_code for name in sorted(OPEN)] == [200, 200]


def test_a_neighbouring_county_sees_nothing(county: County, other_county: County, walk: Walk) -> None:
    client = Client()
    client.force_login(other_county.account("inspector"))
    for url in (f"/cases/{walk.case}/", f"/documents/{walk.letter}/", f"/act/matter.rate/{walk.matter}/"):
        assert client.get(url).status_code == 404
    assert walk.case not in client.get("/matters/").content.decode()


NO_PAGES = {
    "paper_file", "attachment", "day", "inline", "import_result", "import_template", "export", "feed", "suggest",
    "version_file", "health", "manifest", "instruction_file", "matter_ledger", "one_page",
}  # fmt: skip


def test_each_page_says_in_one_line_what_it_is_for_and_under_which_clause() -> None:
    """Files have none; what carries out no clause is of the system itself: account, sign-in, imports, the record of readers."""
    views = {str(one.name): one.callback for one in get_resolver().url_patterns[0].url_patterns if isinstance(one, URLPattern)}
    purposes = {name: purpose_of(view) for name, view in views.items() if name not in NO_PAGES | POSTED | {"registries"}}
    assert [name for name, purpose in purposes.items() if purpose is None] == []
    said = {name: purpose.words for name, purpose in purposes.items() if purpose}
    assert {name: words for name, words in said.items() if not 8 <= len(words) <= 44 or words.find("。") != len(words) - 1} == {}
    without = {name for name, purpose in purposes.items() if purpose and not purpose.clauses}
    assert without == {
        "account_login", "account_own_password", "account_change_password", "access_record", "empty",
        "handbook", "help", "imports", "import",
        "one_time", "slips", "slip", "verify", "questions", "clauses",
    }  # fmt: skip
    assert all(len(purpose.under) <= 9 for purpose in purposes.values() if purpose)
