"""What pages and forms cost, counted and not timed: statements, and statements that have to be made anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from duban.acts.models import Obligation
from duban.insight.selectors.work_desk import desk as desk_selectors
from duban.insight.selectors.work_desk.things import Things
from duban.matters.models import Matter
from duban.shared.database import memo
from duban.web.templatetags import duban as tags
from duban.web.views import acts
from tests.personas import County
from tests.story import registered
from tests.web.conftest import Browse
from tests.web.walk import underway

HELD = "FROM organisations_post"
"""The posts of an actor are read for the request, and once more within the act, where they are locked."""


@contextmanager
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The models for whose rows a statement is made meanwhile."""
    found: list[str] = []
    make = SQLCompiler.as_sql

    def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        found.append(self.query.model.__name__ if self.query.model else "?")
        return make(self, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(SQLCompiler, "as_sql", counted)
        yield found


def test_the_frame_of_a_page_takes_three_statements_and_makes_none(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    client = browse("inspector")
    client.get("/-/empty")
    with CaptureQueriesContext(connection) as asked, made(monkeypatch) as anew:
        assert client.get("/-/empty").status_code == 200
    tables = ('FROM "django_session"', 'FROM "organisations_account"', HELD)
    assert [[table in one["sql"] for table in tables] for one in asked] == [
        [True, False, False], [False, True, False], [False, False, True],
    ]  # fmt: skip
    assert anew == []


def figure(html: str) -> int:
    """The figure beside 工作台."""
    found = re.search(r'工作台<span class="numeral">(\d+)</span>', html)
    return int(found[1]) if found else 0


def test_the_desk_knows_the_figure_that_its_menu_shows(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse("bureau_a.liaison")
    shown = []
    for title in ("甲段道路硬化", "水库除险加固"):
        with county.on(date(2026, 3, 20)):
            underway(county, title)
            asked = figure(client.get("/-/empty").content.decode())
        underway(county, f"{title}（二期）")
        with county.on(date(2026, 3, 20)), monkeypatch.context() as patched:
            patched.setattr(desk_selectors, "_asked_for", lambda actor: pytest.fail("asked again"))
            shown += [asked, figure(client.get("/").content.decode())]
    assert shown == sorted(set(shown)) and shown[0] > 0


def much_to_do(county: County, times: int) -> None:
    """What one inspector has to do, owed on so many objects more."""
    one = Obligation.objects.filter(outcome="open", role="INSPECTOR", unit_id=county.units["party_office"]).first()
    assert one is not None
    for number in range(times):
        one.pk, one.object_ref, one.due_on = None, f"more{number:08d}", date(2026, 3, 1) + timedelta(number % 90)
        one.save(force_insert=True)


def test_a_desk_reads_what_it_shows_however_much_there_is_to_do(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(county)
    client, read, costs = browse("inspector"), list[Any](), list[tuple[int, int]]()
    fetch, make = Things._within, Obligation.from_db.__func__  # type: ignore[attr-defined]
    monkeypatch.setattr(Things, "_within", lambda *args: read.extend(found := fetch(*args)) or found)
    monkeypatch.setattr(Obligation, "from_db", classmethod(lambda *args: read.append(row := make(*args)) or row))
    for times in (25, 400):
        much_to_do(county, times)
        memo.forget()
        with county.on(date(2026, 3, 20)):
            client.get("/-/empty")
            read.clear()
            with CaptureQueriesContext(connection) as asked:
                html = client.get("/").content.decode()
        assert html.count('class="todo') == 20
        costs.append((len(asked), len(read)))
    assert figure(html) == 1 + 400  # what is owed twice is one
    assert costs[0][0] == costs[1][0]
    assert costs[1][1] <= 60, costs


POSTS = {
    "matter.report": ("bureau_a.liaison", {"progress": "已完成三成，其余四月底前完成。"}),
    "matter.rate": ("inspector", {"value": "正常推进", "reason": "现场调度有效。"}),
    "matter.record_fact": ("inspector", {"fact": "slow", "reason": "序时落后。"}),
}


@pytest.mark.parametrize("key", POSTS)
def test_a_form_that_is_sent_reads_nothing_twice_and_nothing_for_its_page(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    who, values = POSTS[key]
    client = browse(who)
    with county.on(date(2026, 3, 30)):
        page = client.get(f"/act/{key}/{walk.matter}/").content.decode()
        hidden = dict(re.findall(r'name="(once|expect)" value="([^"]*)"', page))
        monkeypatch.setattr(acts, "open_act", lambda **_: pytest.fail("opened"))
        with CaptureQueriesContext(connection) as asked:
            sent = client.post(f"/act/{key}/{walk.matter}/", {**hidden, **values})
    assert sent.status_code == 303, sent.content.decode()[:3000]
    read = Counter(one["sql"] for one in asked if one["sql"].lstrip().startswith("SELECT"))
    assert [sql for sql, times in read.items() if times > 1 and HELD not in sql] == []
    assert sum(times for sql, times in read.items() if HELD in sql) == 2


def test_the_options_of_a_filter_line_are_rendered_once_and_again_when_they_change(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browse("inspector")
    tags.listed.cache_clear()
    first = client.get("/matters/").content.decode()
    rendered: list[str] = []

    def noted(name: str, context: dict[str, Any]) -> Any:
        rendered.append(name)
        return render_to_string(name, context)

    monkeypatch.setattr(tags, "render_to_string", noted)
    assert client.get("/matters/").content.decode().count("<option") == first.count("<option") > 20
    assert rendered == []
    assert '<option value="green" selected>' in client.get("/matters/?light=green").content.decode()
    assert rendered == ["components/options.html"]


def test_a_list_makes_no_row_of_what_it_only_shows(
    county: County, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway(county)
    monkeypatch.setattr(Matter, "from_db", lambda *_: pytest.fail("made"))
    with county.on(date(2026, 3, 20)):
        assert "<td" in browse("inspector").get("/matters/").content.decode()


def test_the_form_of_a_rating_reads_the_plan_and_not_all_from_which_a_light_follows(
    county: County, browse: Browse
) -> None:
    walk = underway(county).letter_drafted().letter_approving().letter_issued()
    client = browse("inspector")
    with county.on(date(2026, 3, 30)):
        client.get(f"/act/matter.rate/{walk.matter}/")
        with CaptureQueriesContext(connection) as asked:
            assert "数据建议" in client.get(f"/act/matter.rate/{walk.matter}/").content.decode()
    read = "\n".join(one["sql"] for one in asked)
    assert "matters_milestone" in read
    assert "proceedings_judgedfact" not in read
    assert len(asked) <= 9
