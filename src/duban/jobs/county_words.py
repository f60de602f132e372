"""What a command prints, in the words that the county has for its measures and papers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from typing import IO, Any

from django.db import DatabaseError

from duban.mechanism.words.named import OPEN, USUAL_WORDS, Vocabulary
from duban.shared.errors import ActError


@contextmanager
def speaking_as(code: str | None) -> Iterator[None]:
    """Let everything printed inside be said as the county of a code says it; of an empty one as the only county does.

    A command that asks no database has no county (None): it says the usual words.
    """
    known = cache(lambda: USUAL_WORDS if code is None else _vocabulary(code))
    out: Any = _Said(sys.stdout, known)
    err: Any = _Said(sys.stderr, known)
    with redirect_stdout(out), redirect_stderr(err):
        yield


def _vocabulary(code: str) -> Vocabulary:
    """The county's words; the usual ones where no county is known."""
    from duban.organisations.selectors import jurisdiction_by_code
    from duban.rulebook.selectors import vocabulary_today

    try:
        return vocabulary_today(jurisdiction_by_code(code).id)
    except (ActError, DatabaseError):
        return USUAL_WORDS


class _Said:
    """A stream of text that names measures in the county's words; everything else is the stream's own."""

    def __init__(self, stream: IO[str], known: Any) -> None:
        self._stream, self._known = stream, known

    def write(self, text: str) -> int:
        """Write, with the names in marks put into words."""
        return self._stream.write(self._known().say(text) if OPEN in text else text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
