"""Classified markings in text: 绝密, 机密, 秘密 in their typical shapes. The rules are data, `marking_rules.toml`.

It keeps careless uploads out; it cannot prove that a text holds no state secret.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from itertools import accumulate
from typing import Any

from duban.documents.inspection.verdicts import Level, Noticed

TOP_LINES = 4
NEAR_LINES = 3
KINDS = ("body", "header", "name", "meta", "typed")

_UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
                     r"\ufe00-\ufe0f\ufeff\uffa0\x00-\x1f\x7f]+")  # fmt: skip
_WORTH = re.compile(r"密|存|外\s*传|内\s*部")
_ALONE_MOST, _LONGEST, _OVERLAP = 40, 4000, 40
_AHEAD = 8
"""As many characters may stand before a marking that is torn over lines: 份号, 密级."""
_CELL, _TABLE = 12, 6
"""The longest line that is a cell, and how many lines away cells of one table stand."""
_LEVELS = ("绝密", "机密", "秘密")


@dataclass(frozen=True)
class PlacedText:
    """A piece of text with its place: what kind of text it is, and whether it opens a document or a page."""

    kind: str
    where: str
    text: str
    opens: bool = False


@dataclass(frozen=True)
class MarkingRule:
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
    prose: bool = False


@dataclass(frozen=True)
class MarkingRules:
    """All rules with the words in which no marking is seen."""

    version: str
    rules: tuple[MarkingRule, ...]
    folds: dict[int, str]
    ordinary: re.Pattern[str]
    prose: re.Pattern[str]
    boxes: re.Pattern[str]

    def on(self, day: date | None) -> tuple[MarkingRule, ...]:
        """The rules in force on a day; all that have not ended where no day is given."""
        if day is None:
            return tuple(rule for rule in self.rules if rule.until is None)
        return tuple(
            rule for rule in self.rules if rule.since <= day and (rule.until is None or day <= rule.until)
        )


@cache
def rules() -> MarkingRules:
    """The rules as they stand in the data file; ValueError where one is not well formed."""
    data = tomllib.loads(resources.files(__package__).joinpath("marking_rules.toml").read_text("utf-8"))
    parts = {
        "{levels_chars}": "".join(sorted(set(data["levels"]) - {"|"})),
        "{levels}": data["levels"],
        "{terms}": data["terms"],
        "{stars}": data["stars"],
    }
    ordinary = sorted(data["ordinary"]["words"], key=len, reverse=True)
    return MarkingRules(
        version=data["version"],
        rules=tuple(_rule(row, parts) for row in data["rule"]),
        folds={ord(old): new for old, new in data["folds"].items() if len(old) == 1},
        ordinary=re.compile("|".join(map(re.escape, ordinary))),
        prose=re.compile("|".join(map(re.escape, data["prose"]["words"]))),
        boxes=re.compile(data["prose"]["boxes"]),
    )


def _rule(row: dict[str, Any], parts: dict[str, str]) -> MarkingRule:
    unknown = set(row) - set(MarkingRule.__dataclass_fields__)
    if unknown or row["scope"] not in ("run", "line", "alone") or not row["basis"] or not row["reason"]:
        raise ValueError(f"marking rule not well formed: {row.get('id')} {sorted(unknown)}")
    return MarkingRule(
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


@dataclass
class _Group:
    """Lines that stand together around a word worth looking at, in normal form; `plain` without ordinary compounds."""

    first: int
    lines: list[str]

    @cached_property
    def plain(self) -> list[str]:
        return [rules().ordinary.sub("〇", line) for line in self.lines]


def _groups(text: str) -> list[_Group]:
    """The groups of a text. Lines far from every such word are passed over unread, which is nearly all of them."""
    raw = [line for line in text.splitlines() if line and not line.isspace()]
    groups: list[_Group] = []
    end = 0
    for index, line in enumerate(raw):
        if not _WORTH.search(line):
            continue
        start = max(index - NEAR_LINES - 1, 0)
        until = min(index + NEAR_LINES + 2, len(raw))
        if groups and start <= end:
            groups[-1].lines += [normal(one) for one in raw[end:until]]
        else:
            groups.append(_Group(start, [normal(one) for one in raw[start:until]]))
        end = max(end, until)
    return groups


def find(text: str, where: str, on: date | None = None) -> tuple[Noticed, ...]:
    """Findings in text that somebody typed; `where` names the field."""
    if "密" not in text:
        return ()
    return find_in([PlacedText("typed", where, text)], on)


def find_in(passages: Iterable[PlacedText], on: date | None = None) -> tuple[Noticed, ...]:
    """The findings of all passages, the gravest first; a rule is told once a place."""
    found: dict[tuple[str, str], Noticed] = {}
    for passage in passages:
        for rule in _hit(passage, rules().on(on)):
            finding = Noticed(rule.id, rule.level, passage.where, rule.label)
            found.setdefault((rule.id, passage.where), finding)
    return tuple(sorted(found.values(), key=lambda finding: -finding.level.rank))


def _hit(passage: PlacedText, known: tuple[MarkingRule, ...]) -> Iterator[MarkingRule]:
    """The rules that a passage meets; where one blocks, the milder ones need not be asked."""
    groups = _groups(passage.text)
    if not groups:
        return
    blocked = False
    wanted = [rule for rule in known if passage.kind in rule.kinds]
    for rule in sorted(wanted, key=lambda rule: -rule.level.rank):
        if blocked and rule.level is not Level.BLOCK:
            return
        if any(_met(rule, passage, group) for group in groups):
            blocked = blocked or rule.level is Level.BLOCK
            yield rule


def _met(rule: MarkingRule, passage: PlacedText, group: _Group) -> bool:
    if rule.scope == "run":
        return any(_runs(rule, lines) for lines in _chunks(group.lines))
    if rule.top and not (passage.opens and group.first < TOP_LINES):
        return False
    lines = group.plain if rule.plain else group.lines
    if rule.top:
        lines = lines[: TOP_LINES - group.first]
    return any(
        _fits(rule, line)
        and (rule.near is None or _nearby(rule.near, group.lines, index))
        and not (rule.prose and _spoken_of(rule, group.lines, index))
        for index, line in enumerate(lines)
    )


def _spoken_of(rule: MarkingRule, lines: list[str], index: int) -> bool:
    """Whether the levels are spoken of here and not borne: in a sentence of a rule, or all of them side by side."""
    if rule.scope == "line":
        line, known = lines[index], rules()
        several = sum(1 for word in _LEVELS if word in line) > 1
        if known.prose.search(line) or (several and not known.boxes.search(line)):
            return True
    around = lines[max(index - _TABLE, 0) : index + _TABLE + 1]
    cells = [line for line in around if len(line) <= _CELL]
    return all(any(line.startswith(word) for line in cells) for word in _LEVELS)


def _chunks(lines: list[str]) -> Iterator[list[str]]:
    """Lines in groups of about a page, which share what a marking torn apart may cover."""
    start = size = 0
    for index, line in enumerate(lines):
        size += len(line)
        if size > _LONGEST:
            yield lines[start : index + 1]
            start, size = max(index - NEAR_LINES, start + 1), 0
    yield lines[start:]


def _runs(rule: MarkingRule, lines: list[str]) -> bool:
    """Whether a pattern occurs within a line, or torn over several that say hardly anything else.

    A line that ends in such a word and a next one that begins with a star are a sentence and a bullet.
    """
    text, ends = "".join(lines), list(accumulate(map(len, lines)))
    for part in rule.pattern.finditer(text):
        first, last = bisect_right(ends, part.start()), bisect_right(ends, part.end() - 1)
        if first == last:
            return True
        before = part.start() - (ends[first] - len(lines[first]))
        if part.end() == ends[last] and before <= _AHEAD:
            return True
    return any(rule.pattern.search(part) for line in lines for part in _pieces(line))


def _fits(rule: MarkingRule, line: str) -> bool:
    if rule.scope == "alone":
        return 0 < len(line) < _ALONE_MOST and rule.pattern.fullmatch(line) is not None
    return any(rule.pattern.search(part) for part in _pieces(line))


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces that overlap, so that no pattern works on more than a page at once."""
    if len(text) <= _LONGEST:
        yield text
        return
    for start in range(0, len(text), _LONGEST):
        yield text[start : start + _LONGEST + _OVERLAP]


def _nearby(near: re.Pattern[str], lines: list[str], index: int) -> bool:
    close = lines[max(index - NEAR_LINES, 0) : index] + lines[index + 1 : index + 1 + NEAR_LINES]
    return any(near.fullmatch(line) for line in close)
