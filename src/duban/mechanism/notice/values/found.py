"""What is read from a notice's text: values found, and what a person has to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """A number, list or name found in the text: the parameter it sets, its value, the words, and their offsets."""

    key: str
    clause: str
    value: Any
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Asked:
    """What a person has to settle: a clause, a number, a list or a name of which the text leaves it in doubt.

    `key` names it for good: clause:3.3.2, value:bottom_n, number:1742 (where it stands), fact:number. `found` is what
    was read, `words` the sentence, `question` what is asked. `parameter` is the value in question, empty where the
    number has none. `binding` is false where an open question of the rules answers it until somebody else does.
    """

    key: str
    clause: str
    found: str
    words: str
    question: str
    parameter: str = ""
    binding: bool = True


@dataclass(frozen=True)
class ValueReading:
    """The values of a text, and what of it has to be asked."""

    found: tuple[Found, ...]
    asked: tuple[Asked, ...]

    def value(self, key: str) -> Found | None:
        """What was found for a parameter."""
        return next((each for each in self.found if each.key == key), None)
