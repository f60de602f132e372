"""Classified markings in text: 绝密, 机密, 秘密 in their typical shapes. The rules are data, `marking_rules.toml`.

It keeps careless uploads out; it cannot prove that a text holds no state secret.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from duban.documents.inspection.verdicts import Finding, Level

TOP_LINES = 4
NEAR_LINES = 3
KINDS = ("body", "header", "name", "meta", "typed")

_UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
                     r"\ufe00-\ufe0f\ufeff\uffa0\x00-\x1f\x7f]+")  # fmt: skip
_LONGEST_LINE = 4000


@dataclass(frozen=True)
class Passage:
    """A piece of text with its place: what kind of text it is, and whether it opens a document or a page."""

    kind: str
    where: str
    text: str
    opens: bool = False


@dataclass(frozen=True)
class Rule:
    """One shape of a marking, in force from `since` to `until`."""

    id: str
    level: Level
    scope: str
    pattern: re.Pattern[str]
    label: str
    since: date
    basis: str
    reason: str
    until: date | None = None
    kinds: frozenset[str] = frozenset(KINDS)
    top: bool = False
    near: re.Pattern[str] | None = None
    plain: bool = False


@dataclass(frozen=True)
class Rules:
    """All rules with the words in which no marking is seen."""

    version: str
    rules: tuple[Rule, ...]
    folds: dict[int, str]
    ordinary: re.Pattern[str]

    def on(self, day: date | None) -> tuple[Rule, ...]:
        """The rules in force on a day; all that have not ended where no day is given."""
        if day is None:
            return tuple(rule for rule in self.rules if rule.until is None)
        return tuple(
            rule for rule in self.rules if rule.since <= day and (rule.until is None or day <= rule.until)
        )


@cache
def rules() -> Rules:
    """The rules as they stand in the data file; ValueError where one is not well formed."""
    data = tomllib.loads(resources.files(__package__).joinpath("marking_rules.toml").read_text("utf-8"))
    parts = {
        "{levels_chars}": "".join(sorted(set(data["levels"]) - {"|"})),
        "{levels}": data["levels"],
        "{terms}": data["terms"],
        "{stars}": data["stars"],
    }
    ordinary = sorted(data["ordinary"]["words"], key=len, reverse=True)
    return Rules(
        version=data["version"],
        rules=tuple(_rule(row, parts) for row in data["rule"]),
        folds={ord(old): new for old, new in data["folds"].items() if len(old) == 1},
        ordinary=re.compile("|".join(map(re.escape, ordinary))),
    )


def _rule(row: dict[str, Any], parts: dict[str, str]) -> Rule:
    unknown = set(row) - set(Rule.__dataclass_fields__)
    if unknown or row["scope"] not in ("run", "line", "alone") or not row["basis"] or not row["reason"]:
        raise ValueError(f"marking rule not well formed: {row.get('id')} {sorted(unknown)}")
    return Rule(
        **{
            **row,
            "level": Level(row["level"]),
            "pattern": _compiled(row["pattern"], parts),
            "kinds": frozenset(row.get("kinds", KINDS)),
            "near": _compiled(row["near"], parts) if row.get("near") else None,
        }
    )


def _compiled(pattern: str, parts: dict[str, str]) -> re.Pattern[str]:
    for name, value in parts.items():
        pattern = pattern.replace(name, value)
    return re.compile(pattern)


def normal(text: str) -> str:
    """Text in the form in which rules look at it; line ends are taken out as well."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(rules().folds))


def find(text: str, where: str, on: date | None = None) -> tuple[Finding, ...]:
    """Findings in text that somebody typed; `where` names the field."""
    if "密" not in text:
        return ()
    return find_in([Passage("typed", where, text)], on)


def find_in(passages: Iterable[Passage], on: date | None = None) -> tuple[Finding, ...]:
    """The findings of all passages, the gravest first; a rule is told once a place."""
    found: dict[tuple[str, str], Finding] = {}
    for passage in passages:
        for rule in _hit(passage, rules().on(on)):
            finding = Finding(rule.id, rule.level, passage.where, rule.label)
            found.setdefault((rule.id, passage.where), finding)
    return tuple(sorted(found.values(), key=lambda finding: -finding.level.rank))


def _hit(passage: Passage, known: tuple[Rule, ...]) -> Iterator[Rule]:
    """The rules that a passage meets; of those on one line only the gravest count."""
    lines = [line for line in (normal(raw) for raw in passage.text.splitlines()) if line]
    if not lines:
        return
    wanted = [rule for rule in known if passage.kind in rule.kinds]
    run = "".join(lines)
    graver = Level.CLEAN
    for rule in sorted(wanted, key=lambda rule: -rule.level.rank):
        if rule.level.rank < graver.rank and graver is Level.BLOCK:
            return
        met = (
            rule.pattern.search(run) is not None if rule.scope == "run" else _on_a_line(rule, passage, lines)
        )
        if met:
            graver = max(graver, rule.level, key=lambda level: level.rank)
            yield rule


def _on_a_line(rule: Rule, passage: Passage, lines: list[str]) -> bool:
    for index, line in enumerate(lines):
        if rule.top and not (passage.opens and index < TOP_LINES):
            return False
        text = rules().ordinary.sub("〇", line) if rule.plain else line
        if rule.scope == "alone":
            met = len(text) < 40 and rule.pattern.fullmatch(text) is not None
        else:
            met = any(rule.pattern.search(part) for part in _pieces(text))
        if met and (rule.near is None or _nearby(rule.near, lines, index)):
            return True
    return False


def _pieces(text: str) -> Iterator[str]:
    """A long line in pieces that overlap, so that no pattern works on more than a page at once."""
    for start in range(0, max(len(text), 1), _LONGEST_LINE):
        yield text[start : start + _LONGEST_LINE + 40]


def _nearby(near: re.Pattern[str], lines: list[str], index: int) -> bool:
    close = lines[max(index - NEAR_LINES, 0) : index] + lines[index + 1 : index + 1 + NEAR_LINES]
    return any(near.fullmatch(line) for line in close)
