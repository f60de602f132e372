"""A county as `duban found` leaves it, and its first list of appointments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django_scopes import scope

from duban.acts.registry import action_for
from duban.acts.work import Done
from duban.mechanism.people.standing import Function
from duban.organisations.actions.founding import found_county
from duban.organisations.models import Person
from duban.organisations.selectors import actor_by_id, directory
from duban.shared.actor import Actor
from duban.shared.models import Jurisdiction
from tests.personas import BASIS, paper

OWN = "an Own long secret"
SINCE = date(2024, 1, 1)


@dataclass
class Begun:
    """The county ZZ县 with nobody in it but its administrator."""

    jurisdiction_id: int
    link: str

    def actor(self, name: str) -> Actor:
        """Somebody by name, as of today."""
        return actor_by_id(self.jurisdiction_id, Person.objects.get(name=name).pk)

    @property
    def registrar(self) -> Actor:
        """The first administrator."""
        return self.actor("管某甲")

    def unit(self, function: Function) -> str:
        """The id of an organ as forms send it."""
        return str(directory(self.jurisdiction_id).office(function).id)

    def do(self, who: str, key: str, **values: Any) -> Done:
        """One act by somebody of this name."""
        return action_for(key)(actor=self.actor(who), **values)

    def row(self, name: str, role: str, function: Function = Function.NONE, **given: Any) -> dict[str, Any]:
        """A row of a list of appointments."""
        values = {"unit": "" if function is Function.NONE else self.unit(function), "title": "主任", "side": "",
                  "starts_on": SINCE, "username": ""}  # fmt: skip
        return {"name": name, "role": role, **values, **given}

    def first_rows(self) -> list[dict[str, Any]]:
        """The first posts of the leaders and of the four organs, each with an account of its own."""
        rows = [
            self.row("张某县", "secretary", title="县委书记", side="party"),
            self.row("李某县", "county_head", title="县长", side="gov"),
            self.row("组某部", "principal", Function.ORG_DEPT, title="部长"),
            self.row("组某员", "staff", Function.ORG_DEPT, title="干部"),
            self.row("纪某书", "principal", Function.CDI, title="书记"),
        ]
        for name, office in (("委", Function.PARTY_OFFICE), ("府", Function.GOV_OFFICE)):
            rows += [self.row(f"{name}某{n}", role, office, title=role) for n, role in enumerate(
                ("office_head", "inspector", "checker", "clerk"), 1)]  # fmt: skip
        return [{**row, "username": f"zz.{n}"} for n, row in enumerate(rows)]

    def first_list(self) -> str:
        """The first list, handed in by the administrator."""
        return self.do("管某甲", "postlist.propose", rows=self.first_rows(), basis=BASIS, file=paper()).ref


@contextmanager
def begun_county() -> Iterator[Begun]:
    """ZZ县 founded beside the others, seen from inside."""
    link = found_county(code="zz", name="ZZ县", short_name="Z", administrator="管某甲", account="zz.guanli")
    key = Jurisdiction.objects.get(code="zz").pk
    with scope(jurisdiction=key):
        yield Begun(key, link)


def come_in(link: str) -> tuple[Client, str]:
    """Somebody comes by a link and sets a password of the own; the browser, and the page to which that leads."""
    client = Client()
    client.post(link)
    answer = client.post("/login/password/", {"password1": OWN, "password2": OWN})
    return client, answer.headers["Location"]




def submit(client: Client, url: str, **values: Any) -> Any:
    """Open the form of an act, fill it in and send it off with what stands hidden in it."""
    page = client.get(url).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(once|expect)" value="([^"]*)"', page))
    return client.post(url, {**hidden, **values})
