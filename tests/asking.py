"""Whether each message that asks goes with something that its reader owed then, and stands on the desk as that.

As a program: the same for the demo of DUBAN_DATA; says which kinds do not.

    python -m tests.asking
"""

from __future__ import annotations

import json

if __name__ == "__main__":
    import django

    django.setup()

from django.db.models import Q
from django_scopes import scope

from duban.acts.models import Message
from duban.acts.owing.duties import ever_owed
from duban.mechanism.words.messages import MESSAGES
from duban.organisations.selectors import jurisdictions


def goes_with_a_duty(told: Message) -> bool:
    """Whether its person or unit, or a role of the county's side, owed something in its case or from its moment on.

    A paper that is handed on takes the duty along, so that its row names the last to whom it was handed: of a reminder
    of it the one duty of its case that is called so.
    """
    whose = Q(person_id=told.person_id) if told.person_id else Q(unit_id=told.unit_id)
    there = Q(case_id=told.case_id) | Q(created_at=told.created_at)
    lasting = Q(done_at=None) | Q(done_at__gte=told.created_at)
    of_role = Q(person_id=None, unit_id=None)
    handed_on = Q(act=told.act.replace(".refer", ".approve"), person_id__isnull=False)
    if "duty" in told.values:
        handed_on |= Q(label=told.values["duty"], case_id=told.case_id, person_id__isnull=False)
    return ever_owed().filter(lasting, there, whose | of_role | handed_on, created_at__lte=told.created_at).exists()


def faults() -> list[str]:
    """The kinds that ask, and of which one message asks for nothing."""
    asking = [key for key, kind in MESSAGES.items() if kind.asks]
    rows = Message.objects.filter(kind__in=asking)
    return sorted({row.kind for row in rows if not goes_with_a_duty(row)})


if __name__ == "__main__":
    with scope(jurisdiction=jurisdictions()[0].id):
        print(json.dumps(faults()))  # noqa: T201 - a program
