"""What each clause says: the data that describes it, compiled for the names of one county."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from duban.mechanism.clauses import CLAUSES
from duban.mechanism.notice.shadow import pattern

_WORD = re.compile("<([a-z]+)>")


@dataclass(frozen=True)
class Saying:
    """What the words of a clause say, as patterns; see data/sentences.toml for what each of them is."""

    clause: str
    need: tuple[re.Pattern[str], ...]
    with_: tuple[re.Pattern[str], ...]
    around: tuple[re.Pattern[str], ...]
    never: tuple[re.Pattern[str], ...]
    apart: tuple[re.Pattern[str], ...]
    about: str
    who: str
    early: bool
    wide: bool
    joined: bool
    no_topic: bool


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    source = resources.files("duban.mechanism").joinpath("data/sentences.toml")
    return MappingProxyType(tomllib.loads(source.read_text(encoding="utf-8")))


@lru_cache(maxsize=32)
def sayings(named: tuple[tuple[str, str], ...]) -> tuple[Saying, ...]:
    """The clauses in the order of the notice, with the patterns of a county's own names in their places."""
    words = words_with(named)
    return tuple(_saying(clause, _data()[clause], words) for clause in CLAUSES)


def words_with(named: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """The words of the data with a county's own names of the measures."""
    return {**_data()["words"], **dict(named)}


def written(text: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern of the data with its words put in."""
    while (found := _WORD.search(text)) is not None:
        text = text.replace(found.group(), f"(?:{words[found.group(1)]})")
    return pattern(text)


def _saying(clause: str, row: Mapping[str, Any], words: Mapping[str, str]) -> Saying:
    def read(key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(written(each, words) for each in row.get(key, ()))

    return Saying(
        clause=clause,
        need=read("need"),
        with_=read("with"),
        around=read("around"),
        never=read("never"),
        apart=read("apart"),
        about=row.get("about", ""),
        who=row.get("who", ""),
        early=row.get("early", False),
        wide=row.get("wide", False),
        joined=row.get("joined", False),
        no_topic=row.get("no_topic", False),
    )
