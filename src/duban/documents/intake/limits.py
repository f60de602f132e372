"""The limits of this installation, from its settings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings

from duban.documents.inspection.shapes import MB, MEMORY, Shape
from duban.shared import clock


@dataclass(frozen=True)
class Limits:
    """What may be handed in. Sizes in bytes; `unreadable` is confirm, declare or refuse."""

    types: tuple[str, ...]
    largest: int
    request: int
    per_request: int
    per_case: int
    per_unit: int
    unreadable: str

    @property
    def second_look(self) -> bool:
        """Whether what could not be checked waits for a second person."""
        return self.unreadable == "confirm"

    def shape(self, accept: Collection[str] = (), largest: int = 0, memory: int = MEMORY) -> Shape:
        """What is taken at one place, and what looking into it may cost."""
        return Shape(
            accept=tuple(accept) or self.types, largest=largest or self.largest, memory=memory,
            day=clock.today().isoformat(),
        )  # fmt: skip

    @property
    def told(self) -> str:
        """The limits in one line, for the field of a form."""
        return (
            f"{' '.join(self.types)}；每个不超过 {self.largest / MB:g} MB，一次不超过 {self.per_request} 个、"
            f"共 {self.request / MB:g} MB"
        )


def limits() -> Limits:
    """The limits in force."""
    return Limits(**settings.UPLOADS)
