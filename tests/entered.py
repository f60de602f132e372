"""Whether whoever owes something finds the way to it on a page: each duty on its desk, and on the page of what it is about.

As a program: the small demo as of a moment is built in the empty DUBAN_DATA, and each kind of duty is looked at when it
is first owed; what has no entry, and the kinds that were looked at, are kept in `entered.json` beside the database.

    python -m tests.entered 2026-11-30T06:30
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

if __name__ == "__main__":
    from duban.jobs.app_loader import load

    load()

from django.conf import settings
from django.test import Client, override_settings

from duban.acts.models import Obligation
from duban.acts.owing.bearing import bearing
from duban.acts.sight.around import borne_by
from duban.acts.work import Done
from duban.demo.world import World
from duban.jobs import cli
from duban.organisations.models import Account, Person
from duban.shared.actor import Actor
from duban.web.links import act_url, place_url
from tests.apart import undone
from tests.borne import everyone

_ASKED = 3
TABS = ("", "?tab=documents", "?tab=history", "?tab=hearing")
_EXPLAINED, _TOO_EARLY = 422, 409


def account_of(person_id: int) -> Account:
    """The account of a person; one is made for whoever has none, so that nobody's eyes are missing."""
    found = Account.objects.filter(person_id=person_id, is_active=True).first()
    person = Person.objects.get(pk=person_id)
    return found or Account.objects.create(
        username=f"reader{person_id}", person=person, password="!", jurisdiction_id=person.jurisdiction_id
    )


class Reader:
    """The pages as one person reads them, each opened once."""

    def __init__(self, person_id: int) -> None:
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.pages: dict[str, tuple[int, str]] = {}
        self.client.force_login(account_of(person_id))

    def page(self, address: str) -> tuple[int, str]:
        """The status and the text of a page, or of the page to which it leads."""
        if address not in self.pages:
            answer = self.client.get(address, follow=True)
            self.pages[address] = answer.status_code, "" if answer.streaming else unescape(answer.content.decode())
        return self.pages[address]


def entries(jurisdiction_id: int, duties: list[Obligation]) -> Iterator[tuple[Obligation, str]]:
    """Each of these duties with what nobody of its bearers finds: empty where one of them finds everything."""
    people = everyone(jurisdiction_id)
    desks = {key: borne_by(actor) for key, actor in people.items()}
    nobody = bearing(jurisdiction_id).nobody
    readers: dict[int, Reader] = {}
    for duty in duties:
        if duty.pk in nobody:
            continue
        there = [key for key, own in desks.items() if own.holds(duty)]
        lacks = "nobody bears it"
        for key in there[:_ASKED]:
            if not (lacks := missing(readers.setdefault(key, Reader(key)), duty)):
                break
        yield duty, lacks


def missing(reader: Reader, duty: Obligation) -> str:
    """What one bearer of a duty does not find: the page of its act, and a way to it from the page of its object.

    The page of an act whose conditions are not met yet says so instead of showing its form (422), and so does that of an
    act before which another one of the object is owed (409): a transfer is owed from the approval on, and signed out first.
    """
    entry = act_url(duty.act, duty.object_ref)
    status, form = reader.page(entry)
    if status == _TOO_EARLY and first_another(duty):
        return ""
    if status != _EXPLAINED and f'action="{entry}"' not in form:
        return f"{entry} answers {status} and shows no form"
    place = place_url(duty.object_kind, duty.object_ref, duty.case.ref if duty.case else "")
    if any(entry in reader.page(f"{place}{tab}")[1] for tab in TABS):
        return ""
    return f"{place} does not lead to {entry}"


def first_another(duty: Obligation) -> bool:
    """Whether the state of the object makes somebody owe another act, and this duty outlives that state."""
    others = Obligation.objects.filter(object_kind=duty.object_kind, object_id=duty.object_id, state_bound=True)
    return not duty.state_bound and others.filter(outcome=Obligation.Outcome.OPEN).exclude(act=duty.act).exists()


class Watching:
    """After each act of a county that comes about: the duties of a kind that has not been looked at yet."""

    def __init__(self) -> None:
        self.wrong, self.kinds = list[str](), set[tuple[str, str]]()

    def look(self, jurisdiction_id: int) -> None:
        """Look at what is owed of further kinds."""
        rows = Obligation.objects.filter(jurisdiction_id=jurisdiction_id, outcome=Obligation.Outcome.OPEN)
        newly = set(rows.order_by().values_list("act", "role").distinct()) - self.kinds
        if not newly:
            return
        firsts = [rows.filter(act=act, role=role).order_by("pk")[0] for act, role in sorted(newly)]
        with undone():
            for duty, lacks in entries(jurisdiction_id, firsts):
                self.kinds.add((duty.act, duty.role))
                self.wrong += [f"{duty.act} {duty.role}: {lacks}"] if lacks else []


def built(at: str) -> int:
    """Build the demo, watching; the exit code of the command that builds it."""
    watching, do = Watching(), World.do

    def watched(world: World, actor: Actor, key: str, **values: Any) -> Done:
        done = do(world, actor, key, **values)
        watching.look(world.jurisdiction_id)
        return done

    with patch.object(World, "do", watched):
        code = cli.main(["demo", "--small", "--as-of", at])
    found = {"wrong": watching.wrong, "kinds": sorted({act for act, _ in watching.kinds})}
    (Path(settings.DATA) / "entered.json").write_text(json.dumps(found, ensure_ascii=False))
    return code


PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if __name__ == "__main__":
    with override_settings(STORAGES={**settings.STORAGES, **PLAIN}):
        raise SystemExit(built(sys.argv[1]))
