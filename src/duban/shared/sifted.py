"""A condition that no query can say: it is asked of the few rows that meet one which the database can find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from duban.shared.conditions import Condition


@dataclass(frozen=True)
class Sifted(Condition):
    """A test that no query can say, asked of the few rows of `model` that meet a condition (`related` read with them)."""

    model: type[Model]
    among: Condition
    test: Callable[[Any], bool]
    related: tuple[str, ...] = ()

    @property
    def lasting(self) -> bool:
        return False

    def holds(self, row: Any) -> bool:
        return self.among.holds(row) and self.test(row)

    def query(self, at: str = "") -> Q:
        rows: Any = self.model._base_manager.filter(self.among.query()).select_related(*self.related)
        return Q(**{f"{at}pk__in": [row.pk for row in rows if self.test(row)]})
