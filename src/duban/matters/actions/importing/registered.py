"""The matters already there, read once for a ledger: by code, by title, and by likeness of titles."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from duban.matters.models import Matter, OwnCode
from duban.mechanism.key_work import alike
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function


@dataclass(frozen=True)
class Known:
    """A matter as far as a ledger is held against it."""

    pk: int
    ref: str
    code: str
    title: str
    office: str
    state: str
    lead_unit_id: int | None

    @property
    def shown(self) -> str:
        """The matter as a question names it."""
        return f"{self.code}“{self.title}”（{Function(self.office).label}）"


def plain(title: str) -> str:
    """A title as equal titles are compared: without signs, full width and half width alike."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", title)))


class Registered:
    """All matters of the county; those that are open also by likeness."""

    def __init__(self) -> None:
        columns = ("pk", "ref", "case__code", "title", "office", "state", "lead_unit_id")
        self.by_code: dict[str, Known] = {}
        self.by_title: dict[str, list[Known]] = defaultdict(list)
        self._open: list[Known] = []
        self._alike = alike.Titles()
        for row in Matter.objects.order_by("pk").values_list(*columns).iterator(2000):
            self._add(Known(*row))

    @cached_property
    def _own(self) -> dict[tuple[str, str], list[tuple[int, Known]]]:
        """By office and its own number, the matters with the year of each; read where a ledger has such numbers."""
        found = defaultdict(list)
        for ours, office, year, code in OwnCode.objects.values_list("case__code", "office", "year", "code"):
            found[office, code].append((year, self.by_code[ours]))
        return found

    def coded(self, code: str, office: str, year: int) -> list[Known]:
        """The matters that a number may mean: ours, and the office's own of this year; an older one while it is open."""
        own = self._own.get((office, code), ()) if code else ()
        now = [known for of, known in own if of == year]
        open_still = [
            known for of, known in own if of != year and known.state not in states_of("matter", "over")
        ]
        ours = self.by_code.get(code)
        return list(dict.fromkeys((*((ours,) if ours else ()), *(now or open_still))))

    def _add(self, known: Known) -> None:
        self.by_code[known.code] = known
        self.by_title[plain(known.title)].append(known)
        if known.state not in states_of("matter", "over"):
            self._open.append(known)
            self._alike.add(known.title)

    def alike(self, title: str) -> list[Known]:
        """The open matters that are most like a title, at most three: the measure of a single registration."""
        return [self._open[number] for _, number in self._alike.alike(title)[: alike.SHOWN]]

    def titled(self, title: str) -> list[Known]:
        """The open matters of exactly this title."""
        return [
            one for one in self.by_title.get(plain(title), ()) if one.state not in states_of("matter", "over")
        ]
