"""What a word means is found by the table of tokens: exactly as by reading every matter."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from random import Random

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from bench.planted import plant
from duban.acts import token_table
from duban.acts.models import Token
from duban.acts.sight.visibility import visible_rows
from duban.insight.selectors.county.verification import verify_county
from duban.jobs.commands import doctor
from duban.matters.alike import similar_matters
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter, list_matters
from duban.measures.models import RegistryRow
from duban.measures.selectors import RegisterFilter, register
from duban.mechanism.tokens import within
from duban.shared import clock
from tests.personas import County
from tests.story import Story, do, issued_letter, issued_listing, registered, source, underway

PARTS = (
    *("城区", "老旧", "管网", "改造", "工程", "二期", "甲镇", "乙镇", "国道", "國道", "（一）", "：", "路", "路路", "12", "%_"),
    *("AB", "ab", "ＡＢ", "１２", "ß", "ſ", "İ", "\u0345"),
)
NUMBERS = ("", "", "X委发〔2026〕1号", "X政办〔2026〕12号")


def drawn(chance: Random, most: int = 5) -> str:
    return "".join(chance.choices(PARTS, k=chance.randrange(most + 1)))[:120]


def ladder(county: County) -> Story:
    """A matter with everything that comes into the registers."""
    story = underway(county)
    issued_listing(story)
    issued_letter(underway(county, lead="bureau_a", title="病险水库除险加固", office="gov_office"))
    return story


@pytest.fixture
def many(county: County) -> Random:
    chance = Random(20260301)
    plant(county.jurisdiction_id, [drawn(chance) for _ in range(260)], lambda: chance.choice(NUMBERS))
    plant(county.jurisdiction_id, [drawn(chance) for _ in range(40)], state="closed")
    plant(county.jurisdiction_id, ["路" * 120, "甲", "（）", ""])
    return chance


def test_another_county_is_not_found(county: County, other_county: County) -> None:
    plant(county.jurisdiction_id, ["城区老旧管网改造"])
    token = Token.objects.first()
    assert token is not None
    assert token_table.containing(other_county.jurisdiction_id, "管网") == Q(case_id__in=[])


def titles(county: County, word: str) -> list[str]:
    page = list_matters(actor=county.inspector, where=MatterFilter(text=word, sort="code"), size=100)
    return [row.title for row in page.rows]


WORDS = (
    *("管", "管网", "网改", "老旧管网改", "國道", "国道", "路路", "（一）", "）AB", "(", "%", "_", "网 改", "没有这样的"),
    *("ab", "AB", "ＡＢ", "ß", "ſ", "i", "İ", "2026", "6-0000", "-", "00123", "〔2026〕", "委发", "X委发〔2026〕1号", "x政"),
)


def read(county: County, word: str) -> set[int]:
    """What the list found by reading every row, before there was a table."""
    named = Q(title__icontains=word) | Q(source__number__icontains=word)
    if set(word) <= set("0123456789-"):
        named |= Q(case__code__icontains=word)
    return set(visible_rows(county.inspector, "matter").filter(named).values_list("pk", flat=True))


def searched(county: County, word: str) -> tuple[set[str], int]:
    found = list_matters(actor=county.inspector, where=MatterFilter(text=word), size=100)
    return {row.ref for row in found.rows}, found.total


def test_a_search_finds_what_reading_every_title_finds(county: County, many: Random) -> None:
    parts = [drawn(many, 2) for _ in range(80)]
    cut = [(one := drawn(many))[many.randrange(len(one) + 1) :][: many.randrange(1, 5)] for _ in range(80)]
    hits = 0
    for word in (*WORDS, *filter(None, parts), *filter(None, cut)):
        expected = read(county, word)
        refs, total = searched(county, word)
        assert (word, total) == (word, len(expected))
        assert refs <= set(Matter.objects.filter(pk__in=expected).values_list("ref", flat=True))
        hits += bool(expected)
    assert hits > 60


def test_a_common_word_is_found_as_well(county: County, many: Random, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(token_table, "MANY", 2)
    for word in WORDS:
        assert searched(county, word)[1] == len(read(county, word))


def in_register(word: str) -> Q:
    return Q(title__icontains=word) | Q(number__icontains=word) | Q(principals__icontains=word)


def test_registers_are_searched_by_title_number_and_principal(county: County) -> None:
    story = ladder(county)
    row = RegistryRow.objects.filter(kind="letter", recorded_to=None).earliest("pk")
    for word in (row.title[:2], row.title[3:7], row.number, row.number[-4:], row.principals, row.principals[:1], "没有"):
        found = register(actor=story.inspector, kind="letter", where=RegisterFilter(text=word)).page
        assert (row.number in [one.number for one in found.rows]) == (word != "没有")
        assert found.total == RegistryRow.objects.filter(in_register(word), kind="letter", recorded_to=None).count()


SIGNS = {
    "postgresql": "SELECT chr(n), upper(chr(n)) FROM generate_series(1, 1114111) n "
    "WHERE n NOT BETWEEN 55296 AND 57343 AND upper(chr(n)) <> chr(n)",
    "sqlite": "WITH RECURSIVE sign(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM sign WHERE n < 10000) "
    "SELECT char(n), upper(char(n)) FROM sign WHERE upper(char(n)) <> char(n)",
}


def test_what_the_database_takes_for_the_same_sign_has_the_same_token(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(SIGNS[connection.vendor])
        pairs = cursor.fetchall()
    assert len(pairs) >= 26
    assert [(small, large) for small, large in pairs if within(f"甲{small}") != within(f"甲{large}")] == []


# kept within the act


def test_registering_splitting_and_issuing_keep_the_tokens(county: County) -> None:
    ladder(county)
    rows = [{"title": title, "due_on": clock.today()} for title in ("修桥", "补路")]
    do(county.inspector, "source.split", office="party_office", source_title="县委常委会会议", source_number="第3期",
       source_date=clock.today(), rows=rows)  # fmt: skip
    assert list(token_table.differing(county.jurisdiction_id)) == []
    assert titles(county, "补路") == ["补路"]
    assert titles(county, "第3期") == ["修桥", "补路"]


def test_registering_costs_a_handful_of_statements_however_many_there_are(county: County, many: Random) -> None:
    with CaptureQueriesContext(connection) as caught:
        do(county.inspector, "matter.register", **source(county, title="一件从没有过的事"))
    own = [q["sql"] for q in caught if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(own) <= 20
    assert sum("acts_token" in sql for sql in own) <= 3


# held against the texts


def test_a_token_that_is_gone_or_too_many_is_named_and_made_anew(
    county: County, capsys: pytest.CaptureFixture[str]
) -> None:
    case = registered(county).row.case_id
    assert verify_county(county.jurisdiction_id).sound
    gone = Token.objects.filter(case_id=case).first()
    assert gone is not None
    Token.objects.filter(case_id=case, gram=gone.gram).delete()
    token_table.write(county.jurisdiction_id, {case: ["多"]})
    [fault] = verify_county(county.jurisdiction_id).faults
    assert f"第 {case} 号卷宗的检索字对与原文不符（少 1 个，多 1 个）" in fault.what
    doctor_says(capsys, "更正了 1 个卷宗的")
    assert verify_county(county.jurisdiction_id).sound
    doctor_says(capsys, "更正了 0 个卷宗的")


def doctor_says(capsys: pytest.CaptureFixture[str], what: str) -> None:
    parser = argparse.ArgumentParser()
    doctor.configure(parser)
    assert doctor.run(parser.parse_args(["--renew"])) == 0
    assert what in capsys.readouterr().out


# plans


def plans(asked: CaptureQueriesContext) -> Iterator[tuple[str, str]]:
    """The reading statements that touch matters, cases, sources or rows of registers, each with its plan."""
    explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        for sql in [query["sql"] for query in asked]:
            if sql.startswith("SELECT") and any(table in sql for table in TABLES):
                cursor.execute(f"{explain} {sql}")
                yield sql, "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())


TABLES = ("acts_token", "matters_matter", "matters_source", "acts_case", "measures_registryrow")


def scans(plan: str) -> list[str]:
    """The tables that a plan reads from end to end."""
    return [table for table in TABLES for how in (f"Seq Scan on {table}", f"SCAN {table}\n") if how in f"{plan}\n"]


@pytest.mark.parametrize("common", [False, True])
@pytest.mark.parametrize("counted", [False, True])
def test_no_search_reads_matters_or_registers_from_end_to_end(
    county: County, monkeypatch: pytest.MonkeyPatch, common: bool, counted: bool
) -> None:
    chance = Random(20260302)
    signs = [chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(400)]
    varied = ["".join(chance.choices(signs, k=12)) for _ in range(500)]
    plant(county.jurisdiction_id, [*varied, *["城区老旧管网改造"] * 10], lambda: f"X委发〔2026〕{chance.randrange(400)}号")
    if common:
        monkeypatch.setattr(token_table, "MANY", 1)
    with connection.cursor() as cursor:
        if counted:
            cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    with CaptureQueriesContext(connection) as asked:
        for word in ("管网", "管", "城区老旧管网", "2026-00012", "〔2026〕1号", "没有这样的"):
            list_matters(actor=county.inspector, where=MatterFilter(text=word))
            register(actor=county.inspector, kind="letter", where=RegisterFilter(text=word))
        similar_matters(county.inspector, "城区老旧管网改造")
    found = {sql: scans(plan) for sql, plan in plans(asked)}
    assert len(found) > 30
    assert {sql: tables for sql, tables in found.items() if tables} == {}
