"""Document numbers: given at issue, in the same transaction, gap-free, never twice (3.1.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from duban.acts.models import Number, Series
from duban.mechanism.clauses import clause
from duban.mechanism.papers.numbering import number_text, series_code
from duban.shared.database import memo

if TYPE_CHECKING:
    from duban.acts.work import Work
    from duban.mechanism.words.named import Vocabulary

_FORM = re.compile(r"^[^〔〕\s]{1,20}〔(\d{4})〕[1-9]\d*号$")


_NEXT = """
INSERT INTO acts_series (jurisdiction_id, issuer, kind, year, last) VALUES (%s, %s, %s, %s, {count})
ON CONFLICT (jurisdiction_id, issuer, kind, year) DO UPDATE SET last = acts_series.last + {count}
RETURNING id, last, EXISTS (
    SELECT 1 FROM acts_number
    WHERE acts_number.jurisdiction_id = acts_series.jurisdiction_id
      AND acts_number.text {test}
)
"""
_THIS = "= CAST(%s AS TEXT) || CAST(acts_series.last AS TEXT) || CAST(%s AS TEXT)"
_ANY = "LIKE CAST(%s AS TEXT) || '%%' || CAST(%s AS TEXT) AND acts_number.series_id IS NULL"


@dataclass(frozen=True)
class _Taken:
    """A place in a series, and whether its number was already entered by hand (of several: any of the series)."""

    series: Series
    n: int
    used: bool


@clause("3.1.3")
def upcoming(jurisdiction_id: int, words: Vocabulary, *, issuer: str, kind: str, year: int) -> str:
    """The number that the own series would give now; those entered by hand before are passed over, as when it is given."""
    series = Series.objects.filter(jurisdiction_id=jurisdiction_id, issuer=issuer, kind=kind, year=year).first()
    code = series_code(memo.versions(jurisdiction_id).short_name, issuer, kind, words)
    n = (series.last if series else 0) + 1
    while Number.objects.filter(jurisdiction_id=jurisdiction_id, text=number_text(code, year, n)).exists():
        n += 1
    return number_text(code, year, n)


class NumberDesk:
    """Gives and voids the numbers of one act."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @clause("3.1.3")
    def choose(self, obj: Any, *, issuer: str, kind: str, number_by: str, given_number: str) -> str:
        """The number as the clerk chose: the next of the own series, or the one that 文书室 gave (`entered`)."""
        if number_by != "entered":
            return self.give(obj, issuer=issuer, kind=kind)
        if not given_number.strip():
            self.work.refuse_input(given_number="请填写文书室给的文号。")
        return self.enter(obj, text=given_number.strip())

    @clause("3.1.3")
    def give(self, obj: Any, *, issuer: str, kind: str) -> str:
        """The next number of the own series of this issuer, kind and year, e.g. X委办督函〔2026〕1号."""
        year = self.work.today.year
        code = self._code(issuer, kind)
        taken = self._free(issuer, kind, year, code)
        text = number_text(code, year, taken.n)
        self._keep(obj, text, taken.series, taken.n)
        return text

    @clause("3.1.3")
    def reserve(self, count: int, *, issuer: str, kind: str, of: str) -> list[Number]:
        """The next numbers of a series for rows that are yet to be written, in a fixed number of statements.

        Whoever writes the rows names them in the numbers (`object_id`) and creates these.
        """
        year = self.work.today.year
        code = self._code(issuer, kind)
        last = self._take(issuer, kind, year, code, count)
        places = [_Taken(last.series, n, False) for n in range(last.n - count + 1, last.n + 1)]
        if last.used:
            entered = set(Number.objects.filter(series=None).values_list("text", flat=True))
            places = [one for one in places if number_text(code, year, one.n) not in entered]
            places += [self._free(issuer, kind, year, code) for _ in range(count - len(places))]
        return [
            Number(series=one.series, n=one.n, text=number_text(code, year, one.n), object_kind=of, given_at=self.work.at)
            for one in places
        ]

    def _free(self, issuer: str, kind: str, year: int, code: str) -> _Taken:
        """The next place whose number was not entered by hand before the series came to it."""
        taken = self._take(issuer, kind, year, code)
        while taken.used:
            taken = self._take(issuer, kind, year, code)
        return taken

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
        return f"{year}-{self._take('', kind, year).n:03d}"

    def running(self, kind: str) -> int:
        """The next bare number of a series of this year, e.g. of minutes (第n期)."""
        return self._take("", kind, self.work.today.year).n

    def running_from(self, kind: str, year: int) -> int:
        """The last place taken of a series that a batch counts on from; it is held until the act ends."""
        return self._take("", kind, year).n - 1

    def last_of(self, *, issuer: str, kind: str) -> int:
        """The last place taken of a series of this year, 0 where it has not begun."""
        series = self._series(issuer, kind)
        return series.last if series else 0

    @clause("3.1.3")
    def take_up(self, *, issuer: str, kind: str, last: int) -> str:
        """Let a series go on after the last number given on paper; returns the number that comes next."""
        year, series = self.work.today.year, self._series(issuer, kind)
        if series is None:
            self.work.create(Series(issuer=issuer, kind=kind, year=year, last=last))
        else:
            self.work.change(series, last=last)
        code = self._code(issuer, kind)
        return number_text(code, year, last + 1)

    def _code(self, issuer: str, kind: str) -> str:
        """The issuer code of a series, in the words of the version of the rules that judges the act."""
        return series_code(memo.versions(self.work.jurisdiction_id).short_name, issuer, kind, self.work.words)

    def _series(self, issuer: str, kind: str) -> Series | None:
        on = {"issuer": issuer, "kind": kind, "year": self.work.today.year}
        return Series.objects.filter(jurisdiction_id=self.work.jurisdiction_id, **on).first()

    def void(self, text: str, reason: str) -> None:
        """Void a number; it stays visible and is never given again."""
        number = Number.objects.get(text=text)
        self.work.change(number, voided_at=self.work.at, void_reason=reason)

    def _take(self, issuer: str, kind: str, year: int, code: str = "", count: int = 1) -> _Taken:
        """The last of the next `count` places in a series; one statement, held until the act ends.

        `used` tells of one place whether its number was entered by hand before, of several whether any of the series was.
        """
        before = number_text(code, year, 1).removesuffix("1号")
        statement = _NEXT.format(count=int(count), test=_THIS if count == 1 else _ANY)
        with connection.cursor() as cursor:
            cursor.execute(statement, [self.work.jurisdiction_id, issuer, kind, year, before, "号"])
            pk, n, used = cursor.fetchone()
        series = Series(
            pk=pk, jurisdiction_id=self.work.jurisdiction_id, issuer=issuer, kind=kind, year=year, last=n
        )
        if n == count:
            self.work.vouch(series)
        return _Taken(series, n, bool(used))

    def _keep(self, obj: Any, text: str, series: Series | None, n: int | None) -> None:
        number = Number(
            series=series,
            n=n,
            text=text,
            object_kind=self.work.kind,
            object_id=obj.pk,
            given_at=self.work.at,
        )
        self.work.create(number)
