"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from duban.archive.packing.layout import PROPERTIES


@dataclass(frozen=True, order=True)
class Fault:
    """Something wrong: which property suffers, the place in the package, what is wrong, and the id of the check."""

    suffers: str
    place: str
    what: str
    rule: str

    @property
    def line(self) -> str:
        """In one line."""
        return f"{PROPERTIES[self.suffers]}：{self.place}：{self.what}"


@dataclass(frozen=True)
class Checked:
    """The outcome: what was looked at, and every fault."""

    path: str
    code: str
    title: str
    files: int
    entries: int
    sha256: str
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    def of(self, name: str) -> tuple[Fault, ...]:
        """The faults of one property."""
        return tuple(fault for fault in self.faults if fault.suffers == name)

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "path": self.path,
            "code": self.code,
            "title": self.title,
            "files": self.files,
            "entries": self.entries,
            "sha256": self.sha256,
            "sound": self.sound,
            "properties": {label: not self.of(name) for name, label in PROPERTIES.items()},
            "faults": [
                {"property": PROPERTIES[one.suffers], "place": one.place, "what": one.what, "rule": one.rule}
                for one in self.faults
            ],
        }
