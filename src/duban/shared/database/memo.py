"""The versions of directory and rulebook, known once per request or act, so that memory is trusted without asking."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from duban.shared import clock
from duban.shared.models import Jurisdiction


@dataclass(frozen=True)
class Versions:
    """The stamps of the directory and the rulebook of a jurisdiction: equal stamps mean equal contents; its names.

    `last` is the hash of the last entry of its chain: as long as it is the same nothing was done. Empty where not known.
    """

    directory: int
    rulebook: int
    county: str = ""
    short_name: str = ""
    last: str = ""


_known: ContextVar[dict[int, Versions] | None] = ContextVar("duban_known_versions", default=None)


def remember(jurisdiction_id: int, versions: Versions) -> None:
    """Take note of the versions just read."""
    _known.set({**(_known.get() or {}), jurisdiction_id: versions})


def done(jurisdiction_id: int) -> None:
    """Something was done in a jurisdiction just now: its last entry is another one than the one known."""
    known = (_known.get() or {}).get(jurisdiction_id)
    if known is not None:
        remember(jurisdiction_id, replace(known, last=""))


def forget() -> None:
    """Start a request or an act anew."""
    _known.set(None)


def versions(jurisdiction_id: int) -> Versions:
    """The versions in force: as remembered, else read now."""
    known = (_known.get() or {}).get(jurisdiction_id)
    if known is not None:
        return known
    row = Jurisdiction.objects.get(pk=jurisdiction_id)
    read = Versions(row.directory_version, row.rulebook_version, row.name, row.short_name)
    remember(jurisdiction_id, read)
    return read


def _new_stamp() -> int:
    # Random, so that a stamp of an act that was rolled back never comes again with other contents.
    return 1 + secrets.randbelow(2**31 - 2)


def renew_directory(jurisdiction_id: int) -> None:
    """Give the directory a new stamp, inside the act that changes it."""
    Jurisdiction.objects.filter(pk=jurisdiction_id).update(directory_version=_new_stamp())
    forget()


def renew_rulebook(jurisdiction_id: int) -> None:
    """Give the rulebook a new stamp, inside the act that changes it."""
    Jurisdiction.objects.filter(pk=jurisdiction_id).update(rulebook_version=_new_stamp())
    forget()


Value = TypeVar("Value")


class WhileNothingIsDone(Generic[Value]):
    """What was reckoned for somebody of a county, kept in this process until something is done there or the day ends.

    It is kept only where the last entry of the chain is known, which each request reads with its actor.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Hashable, dict[Hashable, Value]]] = {}

    def known(self, jurisdiction_id: int, whose: Hashable, reckon: Callable[[], Value]) -> Value:
        """What was noted, else what is reckoned now."""
        noted = self._noted(jurisdiction_id)
        if whose not in noted:
            noted[whose] = reckon()
        return noted[whose]

    def note(self, jurisdiction_id: int, whose: Hashable, value: Value) -> None:
        """Take note of what was reckoned on the way to something else."""
        self._noted(jurisdiction_id)[whose] = value

    def _noted(self, jurisdiction_id: int) -> dict[Hashable, Value]:
        stands = versions(jurisdiction_id)
        if not stands.last:
            return {}
        stamp = (stands.last, stands.directory, stands.rulebook, clock.today())
        kept = self._kept.get(jurisdiction_id)
        if kept is None or kept[0] != stamp:
            kept = self._kept[jurisdiction_id] = (stamp, {})
        return kept[1]
