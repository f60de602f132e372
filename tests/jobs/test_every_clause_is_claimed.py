"""No clause of the notice without a rule, a test and a page; none without a document, or the reason why it leaves none."""

from __future__ import annotations

import json
import subprocess
import sys

from duban.mechanism.clauses import CLAUSES


def test_every_clause_has_its_rule_test_page_and_document() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "duban.jobs.cli", "clauses", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = {row["id"]: row for row in json.loads(told.stdout)}
    assert set(rows) == set(CLAUSES)
    for key, row in rows.items():
        if row["not_executable"]:
            continue
        assert all(row[facet] for facet in ("rule", "tests", "page")), key
        assert bool(row["document"]) != bool(CLAUSES[key].no_document), key
