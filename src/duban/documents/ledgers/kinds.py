"""Kinds of ledgers and their fields, as the data file beside this one names them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from duban.documents.ledgers.incoming.words import heading, joined, within
from duban.mechanism.people.standing import OFFICES, Function, PostRole
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary
from duban.organisations.actions.people import CATEGORIES
from duban.organisations.selectors import unit_kinds
from duban.rulebook.selectors import pack_in_force, vocabulary_today
from duban.shared import clock

_ABRIDGED = 4
"""So many characters of a choice, in its order, stand for it: 上级部署."""
Choice = tuple[str, str]
"""The value of a choice and the words for it."""


@dataclass(frozen=True)
class FieldSpec:
    """One field of a kind of ledger. `type` is as the head of the data file lists; an `aside` is not imported.

    An unknown word of a choice that is `asked` about is a question and no fault; of several units in the cell of a
    field that takes `one_of` them, a person says which. A column titled as in `by_content` holds this field where its
    cells are choices of it. Where the county has other names of measures, `usual` are the choices
    and `also` further titles by the usual ones.
    """

    name: str
    label: str
    type: str
    required: bool = False
    limit: int = 2000
    choices: str = ""
    synonyms: tuple[str, ...] = ()
    asked: bool = False
    one_of: bool = False
    by_content: tuple[str, ...] = ()
    usual: tuple[Choice, ...] = ()
    also: tuple[str, ...] = ()

    @cached_property
    def titles(self) -> frozenset[str]:
        """Every title that means this field, made comparable."""
        return frozenset(heading(one) for one in (self.label, *self.synonyms, *self.also)) | {joined(self.label)}

    def chosen_in(self, cells: Iterable[str]) -> float:
        """Which part of these cells, each counted once, are choices of this field or abridged from one."""
        words = {joined(word) for part in self.choices.split("|") for word in part.split("=") if word}
        words |= {joined(label) for _, label in self.usual}
        texts = {joined(cell) for cell in cells if cell}
        found = [one for one in texts if any(one == word or _abridged(one, word) for word in words)]
        return len(found) / len(texts) if texts else 0.0

    @property
    def imported(self) -> bool:
        """Whether what stands in the column goes in."""
        return self.type != "aside"


@dataclass(frozen=True)
class LedgerKind:
    """A kind of ledger: its fields, words by which a sheet of it is known, and rows that show how to fill it in.

    All in the county's own `words` for its measures; titles are known by the usual ones too.
    """

    key: str
    label: str
    hint: str
    titles: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    examples: tuple[tuple[str, ...], ...]
    words: Vocabulary

    def field(self, name: str) -> FieldSpec:
        """The field of this name; KeyError where the kind has none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)

    @property
    def imported(self) -> tuple[FieldSpec, ...]:
        """The fields that go in, each under a heading of its own."""
        return tuple(one for one in self.fields if one.imported and one.type != "post")

    def filled(self, names: Iterable[str]) -> set[str]:
        """What columns of these fields fill: a cell with unit and title fills both."""
        both = {"unit", "title"}
        return {
            part for name in names if name for part in (both if self.field(name).type == "post" else {name})
        }

    @property
    def required(self) -> tuple[FieldSpec, ...]:
        """The fields without which no row goes in."""
        return tuple(one for one in self.fields if one.required)


def _abridged(text: str, word: str) -> bool:
    return len(text) >= _ABRIDGED and (text in word or within(text, word))


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    text = resources.files("duban.documents.ledgers").joinpath("kinds.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=64)
def ledger_kinds(words: Vocabulary = USUAL_WORDS) -> dict[str, LedgerKind]:
    """All kinds by key, in the order of the data file, as a county speaks of its measures."""
    return {key: _kind(key, spec, words) for key, spec in _table().items()}


def kinds_in(jurisdiction_id: int) -> dict[str, LedgerKind]:
    """All kinds by key as a county speaks of them today."""
    return ledger_kinds(vocabulary_today(jurisdiction_id))


def _field(spec: dict[str, Any], words: Vocabulary) -> FieldSpec:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in words.say_all(spec).items()
    }
    usual = USUAL_WORDS.say(spec.get("choices", ""))
    return FieldSpec(
        **said,
        usual=_spelled(usual) if usual != said.get("choices", "") else (),
        also=tuple(USUAL_WORDS.say(one) for one in spec.get("synonyms", ()) if words.say(one) != USUAL_WORDS.say(one)),
    )


def _both(titles: Iterable[str], words: Vocabulary) -> tuple[str, ...]:
    """Titles in the county's words, and where these are others in the usual ones."""
    return tuple(dict.fromkeys(said.say(one) for one in titles for said in (words, USUAL_WORDS)))


def _kind(key: str, spec: dict[str, Any], words: Vocabulary) -> LedgerKind:
    fields = tuple(_field(one, words) for one in spec["fields"])
    examples = tuple(tuple(row) for row in words.say_all(spec["examples"]))
    titles = _both(spec["titles"], words)
    return LedgerKind(key, words.say(spec["label"]), words.say(spec["hint"]), titles, fields, examples, words)


def _spelled(choices: str) -> tuple[Choice, ...]:
    pairs = (part.partition("=") for part in choices.split("|"))
    return tuple((value, label) for value, _, label in pairs)


def choices_of(spec: FieldSpec, jurisdiction_id: int) -> tuple[Choice, ...]:
    """The choices of a field: spelled out in the data, or a list that the county or the mechanism keeps."""
    if "=" in spec.choices:
        return _spelled(spec.choices)
    match spec.choices:
        case "unit_kinds":
            return tuple((one, one) for one in unit_kinds(jurisdiction_id, clock.today()))
        case "functions":
            return tuple((one.value, one.label) for one in Function if one is not Function.NONE)
        case "post_roles":
            return tuple((one.value, one.label) for one in PostRole)
        case "categories":
            return tuple((one, one) for one in CATEGORIES)
        case "periods":
            today = clock.today()
            known = pack_in_force(jurisdiction_id, today).get("periods", today)
            return tuple((one, one) for one in dict.fromkeys((*known, "半年度", "季度", "月度")))
        case "offices":
            return tuple((one.value, one.label) for one in OFFICES)
    return ()
