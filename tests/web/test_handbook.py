"""The handbook: everybody reads that of his own role, what it says is there, and the search finds it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from duban.mechanism.lifecycles import LIFECYCLES
from duban.mechanism.people.standing import Role
from duban.web.presenting.daily.handbook import FOLDER, ROLES, handbook, handbooks_of
from tests.personas import County
from tests.web.conftest import Browse

STATIC = FOLDER.parent / "static"
OWN = {
    "inspector": "督查员手册", "checker": "核稿人手册", "clerk": "文书手册", "office_head": "办公室主任手册",
    "secretary": "县领导手册", "vice": "县领导手册", "cdi.deputy": "纪检监察机关手册", "org_dept.deputy": "组织部门手册",
    "appraisal.deputy": "绩效考核部门手册", "registrar": "系统管理员手册", "bureau_a.liaison": "联络员手册",
    "bureau_a.principal": "主要领导手册",
}  # fmt: skip
SIGNED_IN = sorted(OWN.keys() - {"registrar"})


def test_there_is_a_handbook_for_everybody_who_does_an_act() -> None:
    assert {file.stem for file in FOLDER.glob("*.md")} == set(ROLES)
    doing = {role for one in LIFECYCLES.values() for act in one.acts for role in act.roles}
    # Whoever is told, reads or holds a post reads the handbook of that post.
    assert doing - {role for roles in ROLES.values() for role in roles} == {
        Role.HOLDER, Role.NOTIFIED, Role.READER, Role.SYSTEM,
    }  # fmt: skip


@pytest.mark.parametrize("key", sorted(ROLES))
def test_a_handbook_begins_with_three_steps_shows_a_picture_and_leads_to_pages_that_there_are(key: str) -> None:
    book = handbook(key)
    assert book.sections[0].title == "第一天三步" and len(book.first_day) == 3
    pieces = [piece for part in book.sections for block in part.blocks for line in block.lines for piece in line]
    dead = []
    for url in {piece.url for piece in pieces if piece.url}:
        try:
            resolve(url)
        except Resolver404:
            dead.append(url)
    assert dead == []
    assert all(any(piece.url for piece in step) for step in book.first_day), "each step leads to where it is taken"
    pictures = [block.picture for part in book.sections for block in part.blocks if block.picture]
    assert pictures
    assert [name for name in pictures if not (STATIC / name).exists()] == [], "make pictures"


def test_pictures_are_small_and_each_is_shown() -> None:
    shown = {block.picture for key in ROLES for part in handbook(key).sections for block in part.blocks if block.picture}
    files = {f"duban/handbook/{file.name}": file.stat().st_size for file in (STATIC / "duban" / "handbook").iterdir()}
    assert set(files) == shown
    assert {name: size for name, size in files.items() if size > 120_000} == {}


def test_everybody_reads_the_handbook_of_the_own_role(county: County, browse: Browse) -> None:
    assert {who: handbooks_of(county.actor(who))[0].title for who in OWN} == OWN
    for who in SIGNED_IN:
        title = OWN[who]
        answer = browse(who).get("/help/")
        assert f"<h1>{title}</h1>" in answer.content.decode()


def test_only_those_who_teach_read_the_handbooks_of_others(county: County, browse: Browse) -> None:
    reading = {who: browse(who).get("/help/cdi/").status_code for who in SIGNED_IN}
    assert {who for who, status in reading.items() if status == 200} == {
        "inspector", "checker", "clerk", "office_head", "cdi.deputy",
    }  # fmt: skip
    assert set(reading.values()) == {200, 404}
    assert browse("inspector").get("/help/nobody/").status_code == 404
    assert Client().get("/help/").status_code == 302


def test_a_handbook_lists_what_its_readers_can_do_and_under_which_clause(county: County, browse: Browse) -> None:
    page = browse("bureau_a.liaison").get("/help/").content.decode()
    listed = page.split('id="acts"')[1]
    assert "报送进展" in listed and "三（一）" in listed
    assert "签发" not in listed


def test_the_search_finds_the_handbook_of_the_reader_and_no_other(county: County, browse: Browse) -> None:
    found = browse("bureau_a.liaison").get("/search/", {"q": "无变化 原因"}).content.decode()
    assert re.search(r'href="/help/liaison/#s-\d"', found)
    assert "/help/liaison/" not in browse("vice").get("/search/", {"q": "无变化 原因"}).content.decode()
    whole = browse("inspector").get("/search/", {"q": "工作台", "kind": "help"}).content.decode()
    assert whole.count('href="/help/') > 10


def test_the_first_day_stands_on_the_desk_until_it_is_put_away_and_then_nowhere(county: County, browse: Browse) -> None:
    client = browse("bureau_a.liaison")
    first = client.get("/").content.decode()
    assert "第一天三步" in first and "看本单位的事" in first
    assert client.post("/own/tour/keep/", {"name": "第一天"}).url == "/"
    assert "第一天三步" not in client.get("/").content.decode()
    assert "第一天三步" not in browse("bureau_a.liaison").get("/").content.decode(), "nor after the next sign-in"
    assert "第一天三步" in browse("inspector").get("/").content.decode(), "others have a first day of their own"


def test_the_desk_does_not_ask_whether_the_first_day_is_over(county: County, browse: Browse) -> None:
    client = browse("inspector")
    with CaptureQueriesContext(connection) as statements:
        client.get("/")
    assert [one["sql"] for one in statements if "organisations_ownthing" in one["sql"]] == []
