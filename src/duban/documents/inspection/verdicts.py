"""What looking into a file or a text brings: levels, findings and refusals. None of them carries the text itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What follows from a finding, in rising order."""

    CLEAN = "clean"
    WARN = "warn"  # the uploader declares
    PERSON = "person"  # the uploader declares and a second person looks
    BLOCK = "block"  # refused, nothing is kept

    @property
    def rank(self) -> int:
        """Place in the order: the gravest finding decides."""
        return list(Level).index(self)


@dataclass(frozen=True)
class Noticed:
    """One thing noticed: the id of the rule, its level, and the place in words that give nothing away."""

    rule: str
    level: Level
    where: str
    label: str = ""


@dataclass(frozen=True)
class Inspected:
    """A file that was looked into and is what its name says.

    `findings` are classified markings and what may not be told clean; `unread` are the places without text that a
    person has to look at; `notes` say what was left out. `content` are the bytes to keep where they differ from
    those handed in (pictures without their metadata).
    """

    suffix: str
    media_type: str
    findings: tuple[Noticed, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    content: bytes | None = None

    @property
    def level(self) -> Level:
        """The gravest level of all findings; what could not be read is never clean."""
        levels = [finding.level for finding in self.findings]
        if self.unread:
            levels.append(Level.PERSON)
        return max(levels, key=lambda level: level.rank, default=Level.CLEAN)


class Refused(ValueError):
    """A file that is not taken. `rule` names the check; the message says what is wrong and what to do."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
