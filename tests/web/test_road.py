"""The road of the README, from `duban found` to the first registered matter, walked as it is written there."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope

from duban.audit.verify import verify
from duban.jobs import cli
from duban.jobs.commands import serve as serving
from duban.matters.models import Matter
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.people.standing import Function
from duban.organisations.models import Person
from duban.organisations.selectors import directory
from duban.rulebook.selectors import notice_in_force
from duban.shared import clock
from duban.shared.database import memo
from duban.shared.models import Jurisdiction
from tests import files
from tests.begun import OWN, Begun, come_in, submit
from tests.personas import BASIS, TOWN, County, notice_text
from tests.story import TITLE
from tests.web.hand import Hand

ROOT = Path(__file__).resolve().parents[2]
READMES = {"README.md": "开办一个县", "README.en.md": "Founding a county"}
WHO = {
    "系统管理员": "管某甲", "县委组织部第一位": "组某部", "县委办公室主任": "委某1", "县委办公室文书": "委某4",
    "县委办公室督查员": "委某2",
}  # fmt: skip
LABELS = {act.label: key for key, act in ACTS.items()}
PAGES = {"开办", "机制"}
MINUTES = 10
DECISION = ROOT / "docs/decisions/0035-a-county-begins.md"


def road(readme: str) -> tuple[list[list[str]], list[tuple[str, str, list[str]]]]:
    """The commands of the section, and its steps: who, the whole text, and what stands in “ ”."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    section = text.split(f"## {READMES[readme]}\n")[1].split("\n## ")[0]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert block
    steps = re.findall(r"^\d+\. \*\*(\w+)\*\*(.*)$", section, re.MULTILINE)
    return [shlex.split(line) for line in block[1].splitlines()], [
        (WHO[who], said, re.findall("“([^”]+)”", said)) for who, said in steps
    ]


@dataclass
class Walker:
    """Whoever walks the road: the browsers of its people, and the links that they were given."""

    begun: Begun
    readme: str
    links: dict[str, str]
    browsers: dict[str, Client] = field(default_factory=dict)
    at: str = ""
    done: list[str] = field(default_factory=list)
    hand: Hand = field(default_factory=Hand)

    def step(self, who: str, said: str, quoted: list[str]) -> None:
        """Do what one step says, in the browser of whoever it names."""
        self.hand.reads(said)
        if "链接" in said or "opens the link" in said:
            self.hand.comes_in(self.links[who], OWN, copied=not self.done)
            self.browsers[who], self.at = come_in(self.links[who])
        for place, word in enumerate(quoted):
            if word in PAGES:
                self.at = self.linked("/", word, who)
            elif word in LABELS:
                self.act(who, LABELS[word], quoted[place + 1] if place + 1 < len(quoted) else "")
            elif word == "从台账导入":
                assert self.browsers[who].get(self.linked(self.at, word, who)).status_code == 200

    def act(self, who: str, key: str, choice: str) -> None:
        """Follow the button of an act on the page where one is, fill the form in and send it."""
        client, url = self.browsers[who], self.linked(self.at, ACTS[key].label, who)
        given = VALUES[key](self.begun, choice)
        self.hand.fills_in(client.get(url).content.decode(), given)
        answer = submit(client, url, **given)
        assert answer.status_code == 303, (key, re.findall(r'class="[^"]*err[^"]*"[^>]*>([^<]+)', answer.content.decode()))
        self.done.append(key)
        if key == "slip.give":
            self.links |= printed(client.get(answer.headers["Location"]).content.decode())
        if key == "postlist.confirm":
            sheet = re.findall(r'href="(/organisations/slips/\w+/)"', client.get("/organisations/slips/").content.decode())[0]
            self.links |= printed(client.get(sheet).content.decode())

    def linked(self, page: str, label: str, who: str) -> str:
        """Where the link of this name on a page leads; the page must have it."""
        html = self.browsers[who].get(page).content.decode()
        links = re.findall(r'<a[^>]+href="([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL)
        found = [url for url, inside in links if re.sub(r"<[^>]+>", "", inside).strip() == label]
        assert found, f"no “{label}” on {page} for {who}"
        self.hand.follows()
        return found[0]


def printed(sheet: str) -> dict[str, str]:
    """The links of a sheet of slips by the names of their people."""
    slips = re.findall(r'<li class="card slip">.*?</li>', sheet, re.DOTALL)
    found = [re.search(r"<h2>\s*(?:\S+　)?(\S+?)\s*(?:<span.*?)?</h2>.*?(/in/[\w-]+/)", slip, re.DOTALL) for slip in slips]
    assert found
    return {one[1]: one[2] for one in found if one}


def _unit(begun: Begun, _: str) -> dict[str, Any]:
    return {"name": "甲镇人民政府", "short_name": "甲镇", "kind": TOWN, "sequence": "60", "active_from": "2020-01-01"}


def _list(begun: Begun, _: str) -> dict[str, Any]:
    town = next(str(unit.id) for unit in directory(begun.jurisdiction_id).units if unit.short_name == "甲镇")
    appraisal = begun.row("绩某主", "principal", Function.APPRAISAL, username="zz.ji")
    rows = [*begun.first_rows(), appraisal, begun.row("镇某书", "principal", unit=town, title="党委书记", username="zz.zhen")]
    organs = [begun.unit(organ) for organ in (Function.CDI, Function.ORG_DEPT, Function.APPRAISAL)]
    rows.sort(key=lambda row: ("principal", "staff").index(row["role"]) if row["role"] in ("principal", "staff") else -1)
    rows[10:13] = sorted(rows[10:13], key=lambda row: organs.index(row["unit"]))
    columns = {f"rows.{name}": [str(row[name]) for row in rows] for name in rows[0]}
    return {**columns, "basis": BASIS, "file": SimpleUploadedFile("任职文件.pdf", files.SCAN)}


def _slips(begun: Begun, choice: str) -> dict[str, Any]:
    return {"people": [str(Person.objects.get(name="组某部").pk)]}


def _notice(begun: Begun, _: str) -> dict[str, Any]:
    text = notice_text().decode().replace("XX县", "ZZ县").encode()
    return {"file": SimpleUploadedFile("通知.txt", text), "issued_on": "2026-01-05", "number": "X委办字〔2026〕3号",
            "issuer": "中共ZZ县委办公室、ZZ县人民政府办公室"}  # fmt: skip


VALUES: dict[str, Any] = {
    "unit.create": _unit,
    "postlist.propose": _list,
    "slip.give": _slips,
    "postlist.confirm": lambda begun, _: {},
    "calendar.publish": lambda begun, _: {
        "year": "2026", "source": "国办发明电〔2025〕7号", "days.day": ["2026-10-01"], "days.worked": ["off"],
        "days.name": ["国庆节"],
    },
    "notice.adopt": _notice,
    "notice.confirm": lambda begun, _: {},
    "seriesstart.take_up": lambda begun, _: {
        "office": "party_office", "kind": "letter", "last": "0", "basis": "2026年纸质发文登记簿",
    },
    "matter.register": lambda begun, _: {
        "title": TITLE, "office": "party_office", "source_class": "2.3", "kind_23": "会议", "source_title": "县委常委会会议",
        "source_number": "2026年第4次", "source_date": "2026-02-26", "due_on": "2026-09-30", "target_name": "建成管网",
        "target_value": "12", "target_unit": "公里",
    },
}  # fmt: skip
"""What stands in the forms, by act."""


@pytest.fixture(params=READMES)
def walker(request: pytest.FixtureRequest, county: County, capsys: Any) -> Iterator[Walker]:
    """The commands are carried out; migrating and serving an installation are tried in test_starting."""
    commands, _ = road(request.param)
    assert [command[:2] for command in commands] == [[".venv/bin/duban", name] for name in ("migrate", "found", "serve")]
    migrate, found, serve = (command[1:] for command in commands)
    assert cli.main([*migrate, "--check"]) == 0
    parser = argparse.ArgumentParser()
    serving.configure(parser)
    assert parser.parse_args(serve[1:]).worker
    capsys.readouterr()
    assert cli.main(found) == 0
    link = capsys.readouterr().out.strip().splitlines()[-1]
    key = Jurisdiction.objects.get(code="zz").pk
    with scope(jurisdiction=key):
        begun = Begun(key, link)
        yield Walker(begun, request.param, {"管某甲": link})


def test_the_road_of_the_readme_leads_to_the_first_registered_matter(walker: Walker) -> None:
    _, steps = road(walker.readme)
    for who, said, quoted in steps:
        memo.forget()
        walker.step(who, said, quoted)
    assert Matter.objects.get().title == TITLE
    assert notice_in_force(walker.begun.jurisdiction_id, clock.today()) is not None
    assert set(walker.done) == set(VALUES), "each act of the road was done"
    assert verify(walker.begun.jurisdiction_id).sound


@pytest.mark.parametrize("walker", ["README.md"], indirect=True)
def test_the_road_takes_less_than_ten_minutes_by_hand_as_its_decision_says(walker: Walker) -> None:
    _, steps = road(walker.readme)
    for who, said, quoted in steps:
        memo.forget()
        before = walker.hand.seconds
        walker.step(who, said, quoted)
        print(f"{walker.hand.seconds - before:6.0f} s  {who} {'、'.join(quoted)}")
    hand = walker.hand
    told = f"{hand.pages} pages, {hand.clicks} clicks, {hand.fields} fields, {hand.keys} keys: {hand.seconds:.0f} seconds"
    print(told)
    assert hand.seconds < MINUTES * 60
    assert told in DECISION.read_text(encoding="utf-8"), told


def test_both_readmes_tell_the_same_road() -> None:
    first, second = (
        (commands, [(who, [word for word in quoted if word in LABELS or word in PAGES]) for who, _, quoted in steps])
        for commands, steps in map(road, READMES)
    )
    assert first == second
