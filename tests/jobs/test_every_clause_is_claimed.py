"""No clause of articles 前言 to 四 without a rule, a test and a page."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from duban.mechanism.clauses import CLAUSES

_UP_TO_FOUR = re.compile(r"[0-4](\.|$)")


def test_every_clause_up_to_article_four_has_its_rule_test_and_page() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "duban.jobs.cli", "clauses", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = {row["id"]: row for row in json.loads(told.stdout)}
    assert set(rows) == set(CLAUSES)
    missing = {
        key: [facet for facet in ("rule", "tests", "page") if not row[facet]]
        for key, row in rows.items()
        if _UP_TO_FOUR.match(key) and not row["not_executable"]
    }
    assert {key: facets for key, facets in missing.items() if facets} == {}
