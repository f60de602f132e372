"""`duban clauses`: for each clause who carries it out, facet by facet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duban.jobs import claims, cli
from duban.mechanism.clauses import CLAUSES


def test_every_clause_is_listed_in_the_order_of_the_notice(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clauses", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == list(CLAUSES)
    assert len(rows) == 68
    assert list(rows[0]) == ["id", "cite", "rule", "tests", "page", "document", "not_executable"]
    nine = rows[-1]
    assert "duban.mechanism.dates.trial.in_trial" in nine["rule"]
    assert any("test_trial.py" in name for name in nine["tests"])
    assert "duban.web.views.mechanism.mechanism" in nine["page"]


def test_the_list_reads_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["clauses"]) == 0
    out = capsys.readouterr().out
    assert "9  九\n    规则  " in out
    assert "未落实" not in out
    assert "    文书  试行期限用于核对措施能否启动，不产生文书" in out


def test_marks_are_read_from_functions_classes_and_modules(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_x.py").write_text(
        "import pytest\n"
        'pytestmark = pytest.mark.clause("1.1")\n'
        '@pytest.mark.clause("2.1", "2.2")\n'
        "def test_one(): ...\n"
        "def helper(): ...\n"
        "class TestTwo:\n"
        '    @pytest.mark.clause("3.0")\n'
        "    def test_three(self): ...\n"
    )
    found = claims.claims_of_tests(folder)
    assert found["2.2"] == ["tests/test_x.py::test_one"]
    assert found["3.0"] == ["tests/test_x.py::test_three"]
    assert set(found["1.1"]) == {f"tests/test_x.py::{name}" for name in ("test_one", "TestTwo", "test_three")}
