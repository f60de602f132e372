"""The clauses of the notice: ids, citations, titles.

A rule claims its clause with `@clause("3.1.2")`; the claims can be listed, clause by clause.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

KIND_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "basis": "依据",
        "purpose": "目的",
        "definition": "界定",
        "gate": "程序条件",
        "obligation": "义务",
        "trigger": "启动情形",
        "sharing": "抄送共享",
        "consequence": "结果运用",
        "override": "从其规定",
        "effective": "施行期限",
    }
)


class UnknownClause(LookupError):
    """An id that the clause table does not have."""


@dataclass(frozen=True)
class Clause:
    """One clause of the notice.

    `cite` is how it is quoted (三（一）), `article` the key of its article (前言, 一 … 九), `questions` the open
    questions that touch it. `not_executable` says why no program can carry it out, and is empty for every clause that
    can be; `no_document` says why a clause leaves no document of its own, and is empty for every clause that does.
    """

    id: str
    cite: str
    article: str
    title: str
    kind: str
    actor: str
    questions: tuple[str, ...]
    not_executable: str = ""
    no_document: str = ""

    @property
    def paragraph(self) -> str:
        """The number of the paragraph inside the article, e.g. （一）; empty if the article stands alone."""
        return "" if self.article == "前言" else self.cite.removeprefix(self.article)

    @property
    def kind_label(self) -> str:
        """The Chinese name of the kind."""
        return KIND_LABELS[self.kind]


def _read() -> dict[str, Any]:
    source = resources.files("duban.mechanism").joinpath("data/clauses.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _clause(row: dict[str, Any]) -> Clause:
    return Clause(
        id=row["id"],
        cite=row["cite"],
        article=row["cite"].partition("（")[0],
        title=row["title"],
        kind=row["kind"],
        actor=row["actor"],
        questions=tuple(row.get("questions", ())),
        not_executable=row.get("not_executable", ""),
        no_document=row.get("no_document", ""),
    )


_TABLE = _read()
CLAUSES: Mapping[str, Clause] = MappingProxyType({row["id"]: _clause(row) for row in _TABLE["clause"]})
"""All clauses by id, in the order of the notice."""

_claims: dict[str, list[str]] = {}


def _known(clause_id: str) -> Clause:
    try:
        return CLAUSES[clause_id]
    except KeyError:
        raise UnknownClause(f"条款表中没有“{clause_id}”这一条") from None


def cite(clause_id: str) -> str:
    """The citation of a clause, e.g. 三（一）. Raises `UnknownClause`."""
    return _known(clause_id).cite


def clause(*clause_ids: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Claim clauses for a rule: the function is recorded as what carries them out, and returned unchanged.

    Raises `UnknownClause` for an id that the table does not have, so that a wrong claim fails at import.
    """
    for clause_id in clause_ids:
        _known(clause_id)

    def claim(rule: Callable[P, R]) -> Callable[P, R]:
        name = f"{rule.__module__}.{rule.__qualname__}"
        for clause_id in clause_ids:
            names = _claims.setdefault(clause_id, [])
            if name not in names:
                names.append(name)
        return rule

    return claim


def rule_claims() -> dict[str, list[str]]:
    """For each clause, in order, the rules that claim it (module and name); those imported so far."""
    return {clause_id: sorted(_claims.get(clause_id, ())) for clause_id in CLAUSES}
