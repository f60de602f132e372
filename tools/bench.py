"""`make bench`: statements and times of pages and acts on generated matters, printed, never asserted.

The demo's directory and notice are founded without its life, the matters are generated, and each page is asked for
through all middleware in this process. Times are medians; a page's time stands beside that of `/-/empty`.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from typing import Any

from tools.bench_documents import documents
from tools.bench_ledgers import ledgers
from tools.bench_years import years

MATTERS = int(os.environ.get("DUBAN_BENCH_MATTERS", "10000"))
ROUNDS = 15
_BRACKETS = frozenset({"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"})


def prepare() -> Any:
    """A scratch database with the directory of the demo and the generated matters."""
    from django_scopes import scope

    from duban.demo import build
    from duban.demo.generate import generate
    from duban.shared.database.drawn import migrate

    migrate(verbosity=0)
    began = time.monotonic()
    world = build.founded(lambda *_: None)
    print(f"directory and notice of the demo: {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    with scope(jurisdiction=world.jurisdiction_id):
        rows = generate(world.jurisdiction_id, "X", MATTERS, 1, lambda _: None)
    seconds = time.monotonic() - began
    print(f"generate {MATTERS} matters: {rows} rows, {seconds:.1f} s, {MATTERS / seconds:.0f} matters/s")
    return world


def measure(ask: Callable[[], Any]) -> tuple[int, float, float]:
    """Statements of one call, and of several the median time and the median time of this process in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    statements = len(captured)
    times, own = [], []
    for _ in range(ROUNDS):
        began, worked = time.perf_counter(), time.process_time()
        ask()
        times.append(1000 * (time.perf_counter() - began))
        own.append(1000 * (time.process_time() - worked))
    return statements, statistics.median(times), statistics.median(own)


def pages(world: Any) -> None:
    """Each kind of page as an inspector, beside the empty one."""
    from django.test import Client
    from django_scopes import scope

    from duban.matters.models import Matter
    from duban.organisations.models import Account

    client = Client()
    client.force_login(Account.objects.get(username="weiducha"))
    with scope(jurisdiction=world.jurisdiction_id):
        matter = Matter.objects.filter(step="listing", office="party_office").select_related("case").first()
    addresses = {
        "empty": "/-/empty", "desk": "/", "matters": "/matters/", "matters, red": "/matters/?light=red",
        "matters, text": "/matters/?text=改造", "register": "/registry/letter/",
        "register, as of": "/registry/listing/?at=2026-06-01T09:00", "units": "/organisations/",
    }  # fmt: skip
    for tab in ("facts", "documents", "sheets", "feedback", "history"):
        addresses[f"case, {tab}"] = f"/cases/{matter.case.ref}/?tab={tab}"
    base = 0.0
    print(f"\n{'page':<18}{'statements':>11}{'ms':>9}{'processor':>11}{'× empty':>9}")
    for name, address in addresses.items():
        status = client.get(address).status_code
        statements, spent, own = measure(lambda address=address: client.get(address))  # type: ignore[misc]
        base = base or spent
        print(
            f"{name:<18}{statements:>11}{spent:>9.1f}{own:>11.1f}{spent / base:>9.1f}"
            + ("" if status == 200 else f"  {status}")
        )


def acts(world: Any) -> None:
    """Statements and times of ordinary acts; the statements that open and end the transaction are not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django_scopes import scope

    from duban.acts.registry import action_for
    from duban.matters.models import Matter
    from duban.mechanism.people.standing import Function, PostRole

    print(f"\n{'act':<28}{'statements':>11}{'ms':>9}")
    with scope(jurisdiction=world.jurisdiction_id):
        for step in ("matter", "letter", "listing"):
            matter = Matter.objects.filter(step=step, state="underway", office="party_office").first()
            liaison = world.acting(_liaison(world, matter.lead_unit_id))
            inspector = world.person(Function.PARTY_OFFICE, PostRole.INSPECTOR)
            todo = (
                (liaison, "matter.report", {"progress": "新增进展。", "value": matter.target_value}),
                (inspector, "matter.rate", {"value": "正常推进", "reason": "现场调度有效"}),
                (inspector, "matter.record_fact", {"fact": "slow", "reason": "序时落后"}),
            )
            for actor, key, values in todo:
                began = time.perf_counter()
                with CaptureQueriesContext(connection) as captured:
                    action_for(key)(actor=actor, ref=matter.ref, once=f"{key}-{step}", **values)
                spent = 1000 * (time.perf_counter() - began)
                statements = sum(query["sql"].split()[0] not in _BRACKETS for query in captured)
                print(f"{key + ' (' + step + ')':<28}{statements:>11}{spent:>9.1f}")


def _liaison(world: Any, unit_id: int) -> Any:
    from duban.organisations.selectors import directory
    from duban.shared import clock

    return directory(world.jurisdiction_id).liaisons(unit_id, clock.today())[0]


def apart(part: Callable[[Any], None], world: Any) -> None:
    """Run a part in a process of its own on a copy of the database: what one part adds, no other measures."""
    from django.db import connection

    connection.close()
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "bench.sqlite3")
        shutil.copyfile(connection.settings_dict["NAME"], copy)
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            connection.settings_dict["NAME"] = copy
            os._exit(_code_of(part, world))
        _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"{part.__name__} failed")


def _code_of(part: Callable[[Any], None], world: Any) -> int:
    try:
        part(world)
    except Exception:  # noqa: BLE001 - told here, for the process ends with it
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
    return 0


def begin(folder: str) -> None:
    """Load the apps over an empty data folder, as a page is asked for within this process."""
    os.environ["DUBAN_DATA"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
    os.environ["DUBAN_HOSTS"] = "testserver"
    import django

    django.setup()
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"


def main() -> int:
    """Run everything in a scratch folder."""
    with tempfile.TemporaryDirectory() as scratch:
        begin(scratch)
        world = prepare()
        pages(world)
        acts(world)
        apart(years, world)
        documents()
        apart(ledgers, world)
    return 0


if __name__ == "__main__":
    sys.exit(main())
