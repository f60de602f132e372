"""Document numbers: given at issue, in the same transaction, gap-free, never twice (3.1.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import connection

from duban.acts.models import Number, Series
from duban.mechanism.clauses import clause
from duban.mechanism.numbering import number_text

if TYPE_CHECKING:
    from duban.acts.work import Work

_FORM = re.compile(r"^[^〔〕\s]{1,20}〔(\d{4})〕[1-9]\d*号$")


class NumberDesk:
    """Gives and voids the numbers of one act."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @clause("3.1.3")
    def give(self, obj: Any, *, issuer: str, kind: str, code: str) -> str:
        """The next number of the own series of this issuer, kind and year, e.g. X委办督函〔2026〕1号."""
        year = self.work.today.year
        series = self._series(issuer, kind, year)
        n = _take(series.pk)
        while Number.objects.filter(text=number_text(code, year, n)).exists():
            n = _take(series.pk)  # entered by hand before the series came to it
        text = number_text(code, year, n)
        self._keep(obj, text, series, n)
        return text

    @clause("3.1.3")
    def enter(self, obj: Any, *, text: str) -> str:
        """A number given by the document office (文书室): entered as it is, of the right form, and unique."""
        match = _FORM.match(text)
        if not match:
            self.work.refuse_input(
                given_number="文号的形式应为“机关代字〔年份〕序号”，如 X委办〔2026〕47号，序号不编虚位。"
            )
        elif int(match[1]) != self.work.today.year:
            self.work.refuse_input(given_number=f"文号年份应为 {self.work.today.year} 年。")
        if Number.objects.filter(text=text).exists():
            self.work.refuse_input(given_number=f"文号 {text} 已经用过，一个号只能用一次。")
        self._keep(obj, text, None, None)
        return text

    def case_code(self, kind: str) -> str:
        """The next code of a case in this year, e.g. 2026-031."""
        year = self.work.today.year
        n = _take(self._series("", kind, year).pk)
        return f"{year}-{n:03d}"

    def running(self, kind: str) -> int:
        """The next bare number of a series of this year, e.g. of minutes (第n期)."""
        return _take(self._series("", kind, self.work.today.year).pk)

    def void(self, text: str, reason: str) -> None:
        """Void a number; it stays visible and is never given again."""
        number = Number.objects.get(text=text)
        self.work.change(number, voided_at=self.work.at, void_reason=reason)

    def _series(self, issuer: str, kind: str, year: int) -> Series:
        series = Series.objects.filter(issuer=issuer, kind=kind, year=year).first()
        return series or self.work.create(Series(issuer=issuer, kind=kind, year=year))

    def _keep(self, obj: Any, text: str, series: Series | None, n: int | None) -> None:
        self.work.create(
            Number(
                series=series,
                n=n,
                text=text,
                object_kind=self.work.kind,
                object_id=obj.pk,
                given_at=self.work.at,
            )
        )


def _take(series_id: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE acts_series SET last = last + 1 WHERE id = %s RETURNING last", [series_id])
        return int(cursor.fetchone()[0])
