"""Several programs, one after another in a process that is started once: each answers as it would by itself.

As a program: reads lists of a module and its arguments from its input, and prints for each whether it failed, what it
printed and what went wrong. None of them may leave anything behind: each finds the database that the first one found.

    echo '[["tests.counted", "2026-11-30T06:30"]]' | python -m tests.asked
"""

from __future__ import annotations

import io
import json
import runpy
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from duban.jobs.app_loader import load


def answer(module: str, *arguments: str) -> tuple[int, str, str]:
    """The exit code of a program, what it printed, and its complaints."""
    out, complaints, code = io.StringIO(), io.StringIO(), 0
    with redirect_stdout(out), redirect_stderr(complaints), patch.object(sys, "argv", [module, *arguments]):
        try:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except Exception:  # noqa: BLE001 - said as a program says it, and the next one is asked
            code = 1
            traceback.print_exc()
    return code or 0, out.getvalue(), complaints.getvalue()


if __name__ == "__main__":
    load()
    asked: list[list[str]] = json.load(sys.stdin)
    print(json.dumps([answer(*one) for one in asked]))  # noqa: T201 - a program
