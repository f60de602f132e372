"""The syntax of a module, read once by all the tests of a process that ask for it; nobody may change it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of a file of ours as it stood when it was first asked for."""
    return ast.parse(path.read_bytes())
