"""What the rules do with each clause, in sentences for those who live under them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from duban.mechanism.clauses import CLAUSES, UnknownClause


def _read() -> Mapping[str, tuple[str, ...]]:
    text = resources.files("duban.mechanism").joinpath("data/rules.toml").read_text(encoding="utf-8")
    found = {key: tuple(sentences) for key, sentences in tomllib.loads(text).items()}
    for key in found:
        if key not in CLAUSES:
            raise UnknownClause(f"条款表中没有“{key}”这一条")
    return MappingProxyType(found)


DONE_WITH: Mapping[str, tuple[str, ...]] = _read()
"""By clause id: what is done with it, one sentence a rule."""
