"""Who reads what was decided on a person and what follows from it: the person, the principal and the one who carries it out.

Who may read is told here from the rows of the directory, one by one, and asks nothing of the county's own visibility. As a
program: the same for the demo of DUBAN_DATA on a day; says what was read by whom, and how many pages were opened.

    python -m tests.personal 2026-11-30T06:30
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from html import unescape

if __name__ == "__main__":
    import django

    django.setup()

from django.conf import settings
from django.test import Client, override_settings
from django_scopes import scope

from duban.accountability.models import Consequence, Correction, Named, Ruling, Withdrawal, YearResult
from duban.jobs.moments import moment
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import SHARING, Function, PostRole
from duban.organisations.models import Account, Person, Post
from duban.shared import clock
from duban.shared.database import memo
from duban.shared.models import Jurisdiction
from tests.apart import undone
from tests.entered import PLAIN, account_of

_KNOWN_TO_ALL = {*SHARING, Function.APPRAISAL}
_LEADERS = (PostRole.SECRETARY.value, PostRole.COUNTY_HEAD.value)
_LISTS = (
    "/", "/accountability/", "/accountability/rulings/", "/results/", "/results/2026/", "/results/2026/extract/", "/reviews/",
    "/exports/rulings.csv", "/exports/inquiries.csv", "/exports/results.csv?year=2026",
)  # fmt: skip
_LINE = re.compile(r"<(tr|li|article|section)\b.*?</\1>|[^\n]+", re.S)


def today(**where: object) -> list[Post]:
    """The posts held today."""
    rows = Post.objects.filter(starts_on__lte=clock.today(), **where).exclude(state="void").select_related("unit")
    return [post for post in rows if post.ends_on is None or post.ends_on >= clock.today()]


def readers() -> dict[int, list[Post]]:
    """Everybody of a unit that pays somebody decided on, and every account, but whoever handles decisions by office."""
    units = set(Consequence.objects.exclude(ruling__person_id=None).values_list("holder_id", flat=True))
    wanted = {post.person_id for post in today(unit_id__in=units)}
    wanted |= set(Account.objects.filter(is_active=True).values_list("person_id", flat=True))
    found = {key: today(person_id=key) for key in sorted(wanted)}
    return {key: posts for key, posts in found.items() if not any(_by_office(post) for post in posts)}


def _by_office(post: Post) -> bool:
    return post.role in _LEADERS or (post.unit is not None and Function(post.unit.function) in _KNOWN_TO_ALL)


def may_read(person_id: int, posts: list[Post], ruling: Ruling) -> bool:
    """Whether a decision on a person, or what follows from it, is this reader's to know."""
    if ruling.person_id == person_id:
        return ruling.state in states_of("ruling", "decided")
    named = Named.objects.filter(inquiry_id=ruling.inquiry_id, person_id=person_id).exclude(inquiry_id=None)
    if named.exists():
        return False
    return any(post.unit_id in _paying(ruling) and _carries(post) for post in posts)


def _paying(ruling: Ruling) -> set[int | None]:
    """The units to which a result of a decision was sent."""
    return set(Consequence.objects.filter(ruling=ruling).values_list("holder_id", flat=True))


def _carries(post: Post) -> bool:
    if post.role == PostRole.HANDLER.value:
        return not today(unit_id=post.unit_id, role=PostRole.LIAISON.value)
    return post.role in (PostRole.PRINCIPAL.value, PostRole.LIAISON.value)


def pages_of(ruling: Ruling) -> Iterator[str]:
    """Every page, print and search on which this decision or what follows from it would stand."""
    person = Person.objects.get(pk=ruling.person_id)
    yield f"/accountability/rulings/{ruling.ref}/"
    yield f"/organisations/people/{person.ref}/"
    yield f"/organisations/people/{person.ref}/extract/?year=2026"
    if ruling.case is not None:
        yield f"/cases/{ruling.case.ref}/?tab=history"
    for model, at in ((Consequence, "results"), (Withdrawal, "withdrawals")):
        yield from (f"/accountability/{at}/{row.ref}/" for row in model.objects.filter(ruling=ruling))
    yield from (f"/results/of/{row.ref}/" for row in YearResult.objects.filter(person_id=ruling.person_id))
    yield from (f"/results/corrections/{row.ref}/" for row in Correction.objects.filter(ruling=ruling))


def results() -> dict[int | None, set[str]]:
    """The results of the year of each person, by their labels."""
    found = defaultdict[int | None, set[str]](set)
    for row in YearResult.objects.exclude(person_id=None):
        found[row.person_id].update(label for label in row.results_text.split("；") if label)
    return found


def said(text: str, rulings: list[Ruling], labels: dict[int | None, set[str]]) -> Iterator[tuple[Ruling, str]]:
    """What a page tells of decisions: their numbers, or a result of the year beside the person's name."""
    lines: list[str] = []
    for ruling in rulings:
        if ruling.number in text:
            yield ruling, ruling.number
        if ruling.subject_name in text:
            lines = lines or [found[0] for found in _LINE.finditer(text)]
            own = [line for line in lines if ruling.subject_name in line]
            yield from ((ruling, label) for label in labels[ruling.person_id] if any(label in line for line in own))


def told() -> tuple[list[str], int]:
    """What somebody reads of another's decision who should not, and how many pages opened."""
    rulings = list(Ruling.objects.exclude(person_id=None).select_related("case").order_by("pk"))
    wrong, opened, labels = [], 0, results()
    paying, pages = {row.pk: _paying(row) for row in rulings}, {row.pk: [*pages_of(row)] for row in rulings}
    for key, posts in readers().items():
        hidden = [row for row in rulings if not may_read(key, posts, row)]
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        client.force_login(account_of(key))
        near = [row for row in hidden if paying[row.pk] & {post.unit_id for post in posts}]
        for address in dict.fromkeys((*_LISTS, *(page for row in near for page in pages[row.pk]))):
            answer = client.get(address, follow=True)
            if answer.status_code != 200:
                continue
            opened += 1
            text = unescape((b"".join(answer) if answer.streaming else answer.content).decode(errors="ignore"))
            wrong += [f"{key} {address}: {row.subject_name} {one}" for row, one in said(text, hidden, labels)]
    return wrong, opened


if __name__ == "__main__":
    given = {**settings.STORAGES, **PLAIN}
    with clock.moved_to(moment(sys.argv[1])), override_settings(STORAGES=given):
        memo.forget()
        with scope(jurisdiction=Jurisdiction.objects.get().pk), undone():
            print(json.dumps(told(), ensure_ascii=False))  # noqa: T201 - a program
