"""`make verify`: the proofs that are too large for a run, each a command of its own of at most an hour.

`make verify PROOFS="links demo"` runs these only. What has passed for the present sources is not run again: a run that
was cut off goes on where it stopped. The last result of each stands in docs/proofs.md, which this command writes.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duban.shared import clock

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "proofs.md"
LONGEST = 3600
PASSED, CUT_OFF = "passed", "cut off"
NOTHING_LEFT = 5
"""What pytest answers where no test is left to run."""


@dataclass(frozen=True)
class Proof:
    """One proof: the marked tests of a file, on one database."""

    name: str
    says: str
    file: str
    postgres: bool = False

    def command(self) -> list[str]:
        """How it is run."""
        run = ["tools/with-postgres"] if self.postgres else []
        pytest = [
            "-m",
            "pytest",
            "-q",
            "-n",
            "2",
            "--dist",
            "worksteal",
            "-p",
            "tests.proved",
            "-m",
            "verify",
        ]
        return [*run, sys.executable, *pytest, self.file]


PROOFS = (
    Proof(
        "counting",
        "Two counters agree on 50,000 random histories",
        "tests/chance/test_counting_independently.py",
    ),
    Proof(
        "walks",
        "A million steps reach no ruling without due process",
        "tests/chance/test_accountability_walks.py",
    ),
    Proof("chain", "3,000 generated matters hold against the chain", "tests/measures/test_races.py"),
    Proof("chain-postgres", "The same on PostgreSQL", "tests/measures/test_races.py", postgres=True),
    Proof("links", "Every link that five readers find opens", "tests/web/test_links.py"),
    Proof("links-postgres", "The same on PostgreSQL", "tests/web/test_links.py", postgres=True),
    Proof(
        "eyes",
        "No page of twelve readers holds what its reader may not see",
        "tests/visibility/test_one_visibility.py",
    ),
    Proof("search", "Any piece of what readers may see finds exactly that", "tests/visibility/test_search.py"),
    Proof(
        "search-postgres", "The same on PostgreSQL", "tests/visibility/test_search.py", postgres=True
    ),
    Proof("given", "Page and call answer alike to all junk in every act", "tests/web/test_given.py"),
    Proof("browsers", "The day of each persona in Chromium 92, 105 and 109", "tests/e2e/test_old_browsers.py"),
    Proof("axe", "No page of anybody breaks a rule of accessibility", "tests/e2e/test_accessibility.py"),
    Proof("recipes", "What each recipe makes holds in earnest", "tests/howto/test_recipes.py"),
    Proof("counties", "Counties filled by processes of their own hold against the chain", "tests/jobs/test_generate.py"),
    Proof("schema", "Migrations with drawn models leave what Django's own leave", "tests/packed/test_drawn.py"),
    Proof("schema-postgres", "The same on PostgreSQL", "tests/packed/test_drawn.py", postgres=True),
    Proof("demo", "The small demo as of sixty days says the same", "tests/jobs/test_demo.py"),
    Proof(
        "lights",
        "Few matters of the demo are red, most of a crowded one, and pages open for everybody in it",
        "tests/jobs/test_demo_lights.py",
    ),
)
HEAD = """# Larger proofs

Written by `make verify`, which runs them all; `make verify PROOFS=links` runs one. None may take longer than an hour.

| Proof | What it shows | Result | Date | Seconds | Commit |
|---|---|---|---|---|---|
"""


def sources() -> str:
    """A short name for what is proved: everything that the tests run, and the tests."""
    digest = hashlib.sha256()
    for folder in ("src", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def commit() -> str:
    """The commit, with a + where files of it have been changed since."""
    asked = [["git", "rev-parse", "--short", "HEAD"], ["git", "status", "--porcelain", "src", "tests"]]
    head, changed = (
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
        for command in asked
    )
    return head + ("+" if changed else "")


class State:
    """What has been proved for these sources, kept beside the checkout."""

    def __init__(self) -> None:
        self.folder = ROOT / ".cache" / "proofs" / sources()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._file = self.folder / "state.json"
        self.known: dict[str, dict[str, str | float]] = (
            json.loads(self._file.read_text()) if self._file.exists() else {}
        )

    def result(self, proof: Proof) -> str:
        """What came of it the last time, or nothing."""
        return str(self.known.get(proof.name, {}).get("result", ""))

    def seconds(self, proof: Proof) -> float:
        """How long it has run, with the runs before that were cut off."""
        return float(self.known.get(proof.name, {}).get("seconds", 0))

    def note(self, proof: Proof, result: str, seconds: float) -> None:
        """Keep how far it has come."""
        self.known[proof.name] = {"result": result, "seconds": round(seconds, 1)}
        self._file.write_text(json.dumps(self.known))


def run(proof: Proof, state: State) -> str:
    """Run what is left of a proof; `passed`, `failed` or `longer than an hour`."""
    result = CUT_OFF
    earlier = state.seconds(proof) if state.result(proof) == CUT_OFF else 0
    began = time.monotonic() - earlier
    proved = {"DUBAN_PROVED": str(state.folder / proof.name), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    child = subprocess.Popen(proof.command(), cwd=ROOT, env={**os.environ, **proved}, start_new_session=True)
    try:
        code = child.wait(timeout=max(1, LONGEST - earlier))
        before = (state.folder / proof.name).exists()
        result = PASSED if code == 0 or (code == NOTHING_LEFT and before) else "failed"
    except subprocess.TimeoutExpired:
        result = "longer than an hour"
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait()
        state.note(proof, result, time.monotonic() - began)
    return result


def rows() -> dict[str, list[str]]:
    """The last four cells of each proof on the page as it stands."""
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {row[0]: row[2:] for row in cells}


def tell(proof: Proof, result: str, seconds: float, on: date) -> None:
    """Write the page anew with this result."""
    write({**rows(), proof.name: [result, f"{on}", f"{seconds:.0f}", commit()]})


def write(known: dict[str, list[str]]) -> None:
    """Write the page anew: a row for each proof, whether it was ever run or not."""
    never = ["not yet run", "", "", ""]
    lines = [f"| {' | '.join([one.name, one.says, *known.get(one.name, never)])} |" for one in PROOFS]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Run the proofs that are named, else all of them."""
    names = {proof.name for proof in PROOFS}
    asked = sys.argv[1:] or sorted(names)
    if unknown := set(asked) - names:
        print(f"no such proof: {', '.join(sorted(unknown))}; there are {', '.join(sorted(names))}")
        return 2
    state, failed = State(), []
    for proof in (one for one in PROOFS if one.name in asked):
        if state.result(proof) == PASSED:
            print(f"== {proof.name}: has passed for these sources")
            continue
        print(f"== {proof.name}: {proof.says}", flush=True)
        result = run(proof, state)
        tell(proof, result, state.seconds(proof), clock.today())
        print(f"-- {proof.name}: {result}, {state.seconds(proof):.0f} s", flush=True)
        if result != PASSED:
            failed.append(proof.name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
