"""The empty page of an earlier version, built beside this one with as many matters of its own generator."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]
_MEASURING = """
import os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
os.environ["DUBAN_HOSTS"] = "testserver"
import django
django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
from duban.organisations.models import Account
from tools import bench
bench.MATTERS = int(sys.argv[1])
bench.prepare()
client = Client()
client.force_login(Account.objects.get(username="weiducha"))
assert client.get("/-/empty").status_code == 200
print("p50", bench.measure(lambda: client.get("/-/empty"))[1])
"""


def empty_of(commit: str, matters: int) -> float:
    """Median milliseconds of `/-/empty` of a commit, in a process, a folder and a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "beside"
        _git("worktree", "add", "--detach", str(beside), commit)
        try:
            environment = {**os.environ, "PYTHONPATH": f"{beside / 'src'}:{beside}", "DUBAN_DATA": folder}
            if "DATABASE_URL" in environment:
                environment["DATABASE_URL"] = _another(environment["DATABASE_URL"])
            told = subprocess.run(  # noqa: S603 - that version of this program
                [sys.executable, "-c", _MEASURING, str(matters)], cwd=beside, env=environment, check=True,
                capture_output=True, text=True,
            ).stdout  # fmt: skip
        finally:
            _git("worktree", "remove", "--force", str(beside))
    return float(told.rpartition("p50 ")[2])


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=ROOT, check=True, capture_output=True)  # noqa: S603, S607


def _another(url: str) -> str:
    """The address of a new database on the same server."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS before")
        cursor.execute("CREATE DATABASE before")
    return urlunsplit(urlsplit(url)._replace(path="/before"))
