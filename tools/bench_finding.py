"""Registering a matter and searching lists as a county grows, on the database of DATABASE_URL or a scratch SQLite file.

    PYTHONPATH=src:. python -m tools.bench_finding 1000 10000 100000
    tools/with-postgres env PYTHONPATH=src:. python -m tools.bench_finding 1000 10000

At each size: statements and median milliseconds of an act and of pages in this process, and bytes a matter of the tokens.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from random import Random
from typing import Any

from tools.bench import measure

ROUNDS = 15


def main(sizes: list[int]) -> int:
    """Grow a county from size to size and measure at each."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["DUBAN_DATA"] = scratch
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
        os.environ["DUBAN_HOSTS"] = "testserver"
        import django

        django.setup()
        from django.conf import settings

        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        world, there = _founded(), 0
        for size in sizes:
            _grow(world, size - there, seed=size)
            there = size
            _told(world, size)
    return 0


def _founded() -> Any:
    from duban.demo import build
    from duban.shared.database.drawn import migrate

    migrate(verbosity=0)
    return build.founded(lambda *_: None)


def _grow(world: Any, matters: int, seed: int) -> None:
    from django_scopes import scope

    from duban.demo.generate import generate
    from duban.shared.database import statistics as counted

    with scope(jurisdiction=world.jurisdiction_id):
        generate(world.jurisdiction_id, "X", matters, seed, lambda _: None)
    counted.renew()


def _told(world: Any, size: int) -> None:
    from django.db import connection
    from django.test import Client
    from django_scopes import scope

    from duban.organisations.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="weiducha"))
    print(f"\n{size} matters, {connection.vendor}; tokens: {_bytes() / size:.0f} bytes a matter")
    print(f"{'':<34}{'statements':>11}{'ms':>9}")
    for name, address in _addresses(size).items():
        statements, spent, _ = measure(lambda address=address: client.get(address))  # type: ignore[misc]
        print(f"{name:<34}{statements:>11}{spent:>9.1f}")
    with scope(jurisdiction=world.jurisdiction_id):
        for name, titles in (("register, alike hundreds", _like_many()), ("register, like none", _like_none())):
            statements, spent = _registering(world, titles)
            print(f"{name:<34}{statements:>11}{spent:>9.1f}")
    sys.stdout.flush()


def _addresses(size: int) -> dict[str, str]:
    words = {"1 sign": "路", "2 signs": "改造", "a title": _like(0), "a code": f"G{size // 2:06d}"[1:], "nothing": "没有这样的事"}
    return {
        "empty": "/-/empty",
        "list": "/matters/",
        **{f"list, search of {name}": f"/matters/?text={word}" for name, word in words.items()},
        **{f"register, search of {name}": f"/registry/letter/?text={word}" for name, word in words.items()},
    }


def _like(seed: int) -> str:
    from duban.demo.works import works

    return works(1, Random(seed))[0].title  # noqa: S311 - drawn, not secret


def _like_many() -> Iterator[str]:
    return (_like(seed) for seed in count(1))


def _like_none() -> Iterator[str]:
    """Titles of thirty signs of their own, as no other matter has them."""
    chance = Random(0)  # noqa: S311 - drawn, not secret
    while True:
        yield "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(30))


def _registering(world: Any, titles: Iterator[str]) -> tuple[int, float]:
    from datetime import timedelta

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from duban.acts.registry import action_for
    from duban.mechanism.people.standing import Function, PostRole
    from duban.shared import clock

    inspector = world.person(Function.PARTY_OFFICE, PostRole.INSPECTOR)
    given = {
        "office": "party_office", "source_class": "2.3", "kind_23": "会议", "source_title": "县委常委会会议",
        "source_number": "第9期", "source_date": clock.today(), "due_on": clock.today() + timedelta(days=90),
        "distinct_reason": "不是同一件",
    }  # fmt: skip

    def register() -> None:
        action_for("matter.register")(actor=inspector, title=next(titles), **given)

    def timed(does: Callable[[], None]) -> float:
        began = time.perf_counter()
        does()
        return 1000 * (time.perf_counter() - began)

    register()
    with CaptureQueriesContext(connection) as caught:
        register()
    own = [query for query in caught if query["sql"].split()[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]
    return len(own), statistics.median(timed(register) for _ in range(ROUNDS))


def _bytes() -> int:
    from django.db import connection

    sizes = {
        "postgresql": "SELECT pg_total_relation_size('acts_token')",
        "sqlite": "SELECT SUM(pgsize) FROM dbstat WHERE name IN ('acts_token', 'sqlite_autoindex_acts_token_1')",
    }
    with connection.cursor() as cursor:
        cursor.execute(sizes[connection.vendor])
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]]))
