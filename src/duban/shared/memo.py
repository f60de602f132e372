"""The versions of directory and rulebook, known once per request or act, so that memory is trusted without asking."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from duban.shared.models import Jurisdiction


@dataclass(frozen=True)
class Versions:
    """How often the directory and the rulebook of a jurisdiction have changed."""

    directory: int
    rulebook: int


_known: ContextVar[dict[int, Versions] | None] = ContextVar("duban_known_versions", default=None)


def remember(jurisdiction: Jurisdiction) -> None:
    """Take note of the versions on a row just read."""
    known = dict(_known.get() or {})
    known[jurisdiction.pk] = Versions(jurisdiction.directory_version, jurisdiction.rulebook_version)
    _known.set(known)


def forget() -> None:
    """Start a request or an act anew."""
    _known.set(None)


def versions(jurisdiction_id: int) -> Versions:
    """The versions in force: as remembered, else read now."""
    known = (_known.get() or {}).get(jurisdiction_id)
    if known is not None:
        return known
    remember(Jurisdiction.objects.get(pk=jurisdiction_id))
    return (_known.get() or {})[jurisdiction_id]
