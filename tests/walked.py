"""As a program: everybody with an account in the demo of DUBAN_DATA follows links on a day; says what did not open.

    python -m tests.walked 2026-11-30T06:30 40
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

from duban.jobs.moments import moment  # noqa: E402
from duban.organisations.models import Account  # noqa: E402
from duban.organisations.selectors import personas  # noqa: E402
from duban.shared import clock  # noqa: E402
from tests.web.test_links import OPENS, followed  # noqa: E402


def walked(most: int) -> tuple[dict[str, int], int]:
    """Where links led whom to a page that does not open, and how many pages were opened in all."""
    wrong, opened = {}, 0
    for one in personas():
        client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        account = Account.objects.get(username=one.account)
        client.force_login(account)
        answers = followed(client, most)
        wrong |= {f"{one.account} {page}": code for page, code in answers.items() if code not in OPENS}
        opened += len(answers)
    return wrong, opened


PLAIN = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if __name__ == "__main__":
    with clock.moved_to(moment(sys.argv[1])), override_settings(STORAGES={**settings.STORAGES, **PLAIN}):
        print(json.dumps(walked(int(sys.argv[2]))))
