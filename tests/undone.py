"""As a program: what everybody in the demo of DUBAN_DATA reads of results that fell with a revoked decision.

    python -m tests.undone 2026-11-30T06:30
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django_scopes import scope  # noqa: E402

from duban.accountability.models import Correction, YearResult  # noqa: E402
from duban.jobs.moments import moment  # noqa: E402
from duban.organisations.models import Account, Person, Unit  # noqa: E402
from duban.organisations.selectors import personas  # noqa: E402
from duban.shared import clock  # noqa: E402
from duban.shared.models import Jurisdiction  # noqa: E402

FELL = re.compile(r'<(section|td) class="[^"]*\bfallen\b[^"]*".*?</\1>', re.DOTALL)
"""Where a page says that something fell; what stands elsewhere is stated."""


def labels(row: Correction) -> set[str]:
    """The results that a subject no longer has."""
    return {item["label"] for item in row.before} - {item["label"] for item in row.after}


def lists(row: Correction) -> tuple[str, ...]:
    """Every list, print and export on which the results of a subject stand among others."""
    year = row.year.year
    return "/results/", f"/results/{year}/extract/", f"/exports/results.csv?year={year}"


def own(row: Correction) -> Iterator[str]:
    """Every page and print on which nobody else's results stand."""
    year, (kind, key) = row.year.year, row.subject_key
    whose = Person.objects.get(pk=key) if kind == "person" else Unit.objects.get(pk=key)
    yield f"/organisations/{'people' if kind == 'person' else 'units'}/{whose.ref}/extract/?year={year}"
    yield f"/results/{year}/?text={row.name}"
    for result in YearResult.objects.filter(**{f"{kind}_id": key}, year=year):
        yield f"/results/of/{result.ref}/"


def addresses(row: Correction) -> list[tuple[str, bool]]:
    """Every address, with whether others stand there too."""
    with scope(jurisdiction=row.jurisdiction_id):
        return [*((page, True) for page in lists(row)), *((page, False) for page in own(row))]


def stated(text: str, row: Correction, *, among_others: bool) -> set[str]:
    """The fallen results that a page still states of a subject; in a list only in the lines of that subject."""
    left = FELL.sub("", text)
    if among_others:
        lines = re.findall(r"<tr.*?</tr>", left, re.DOTALL) or left.splitlines()
        told = [line for line in lines if row.name in line]
    else:
        told = re.findall(r"<(?:td|h2|li)[ >].*?</(?:td|h2|li)>", left, re.DOTALL)
    return {label for label in labels(row) if any(label in line for line in told)}


def undone() -> tuple[list[str], int, int]:
    """Where a fallen result is still stated, to whom; how many results fell, and how many pages opened."""
    with scope(jurisdiction=Jurisdiction.objects.get().pk):
        rows = list(Correction.objects.filter(state__in=("fallen", "reassessed")).select_related("year"))
    wrong, opened = [], 0
    for one in personas():
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        account = Account.objects.get(username=one.account)
        client.force_login(account)
        for row in rows:
            for page, among in addresses(row):
                answer = client.get(page, follow=True)
                if answer.status_code == 200:
                    opened += 1
                    body = b"".join(answer) if answer.streaming else answer.content
                    found = stated(body.decode(), row, among_others=among)
                    wrong += [f"{one.account} {page} {label}" for label in found]
    return wrong, sum(len(labels(row)) for row in rows), opened


PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if __name__ == "__main__":
    with clock.moved_to(moment(sys.argv[1])), override_settings(STORAGES={**settings.STORAGES, **PLAIN}):
        print(json.dumps(undone(), ensure_ascii=False))
