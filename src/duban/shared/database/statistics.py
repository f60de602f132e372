"""What the database knows of its own tables, so that it finds rows by the right index.

Without statistics SQLite takes the index of the county, which has one value, and reads whole tables. PostgreSQL keeps
its own, but not at once after many rows came.
"""

from __future__ import annotations

from django.db import connection

_ROWS = 1000
"""How many rows of an index SQLite looks at: enough to tell one value from many, and milliseconds for each."""


def renew() -> None:
    """Count anew, after the structure changed or many rows came."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {_ROWS}")
        cursor.execute("ANALYZE")


def keep() -> None:
    """Count anew now and then where the database does not do so by itself."""
    if connection.vendor == "sqlite":
        renew()
