"""What the counties of an installation still lack to be founded whole.

As a program: the same for the demo of DUBAN_DATA, as of a moment.

    python -m tests.lacking 2026-11-30T06:30
"""

from __future__ import annotations

import json
import sys

if __name__ == "__main__":
    import django

    django.setup()

from django_scopes import scope

from duban.insight.selectors.county.founding import founding
from duban.jobs.moments import moment
from duban.mechanism.people.standing import PostRole
from duban.organisations.selectors import actor_by_id, directory, jurisdictions
from duban.shared import clock


def lacking() -> list[str]:
    """What the page 开办 of each county's administrator shows as missing."""
    found = []
    for county in jurisdictions():
        with scope(jurisdiction=county.id):
            registrar = directory(county.id).holders(clock.today(), role=PostRole.REGISTRAR)[0]
            steps = founding(actor=actor_by_id(county.id, registrar.person_id))
            found += [f"{county.name} {one.step.label}：{text}" for one in steps for text in one.missing]
    return found


if __name__ == "__main__":
    with clock.moved_to(moment(sys.argv[1])):
        print(json.dumps(lacking(), ensure_ascii=False))  # noqa: T201 - a program
