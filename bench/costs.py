"""What one call costs, asked again and again."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

_BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass(frozen=True)
class Costs:
    """Milliseconds, statements without those that open and end a transaction, and rows that came from the database.

    `web` and `database` are milliseconds of processor a call; of SQLite, which runs in this process, the latter is none.
    """

    p50: float
    p95: float
    statements: int
    rows: int
    web: float
    database: float | None


def costs(ask: Callable[[], Any], rounds: int) -> Costs:
    """What a call costs after it was made once."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    with CaptureQueriesContext(connection) as asked, counting() as rows:
        ask()
    statements = [one for one in asked if not one["sql"].lstrip().startswith(_BRACKETS)]
    times, web, server = [], time.process_time(), served()
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - began))
    spent = 1000 * (time.process_time() - web) / rounds
    database = None if server is None else 1000 * ((served() or 0) - server) / rounds
    p95 = statistics.quantiles(times, n=20)[-1]
    return Costs(statistics.median(times), p95, len(statements), sum(rows), spent, database)


@contextmanager
def counting() -> Iterator[list[int]]:
    """How many rows each reading brings meanwhile."""
    from django.db.backends.utils import CursorWrapper

    brought: list[int] = []

    def counted(name: str) -> Any:
        def read(self: Any, *args: Any) -> Any:
            found = getattr(self.cursor, name)(*args)
            brought.append(len(found) if isinstance(found, list) else int(found is not None))
            return found

        return read

    with patch.multiple(
        CursorWrapper, create=True, **{name: counted(name) for name in ("fetchone", "fetchmany", "fetchall")}
    ):
        yield brought


def served() -> float | None:
    """Seconds of processor that the server's process for this connection has used; None where there is none to ask."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return None
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
