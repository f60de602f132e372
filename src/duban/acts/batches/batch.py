"""Many acts in one unit of work: each is permitted, decided and recorded by itself, all rows are written together.

The outer act holds transaction, posts and lock. Inside it `with batch.row():` stands for one line of what comes in,
and `with batch.act(key) as a:` in it is an act like any other, but that its rows wait: an error takes back what the
line had decided and leaves the others as they are. Without an outer act a batch is dry: it permits and decides, and
never writes; what it refuses, the real one would refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from types import MappingProxyType
from typing import Any, TypeVar

from django.db.models import F

from duban.acts import findable, records
from duban.acts.gate import entry, guarding
from duban.acts.gate.given import given_to
from duban.acts.gate.refusals import stale
from duban.acts.kinds import projections
from duban.acts.models import Case, Obligation, Series
from duban.acts.pending import Pending
from duban.acts.series import NumberDesk
from duban.acts.work import Done, Work
from duban.audit import chain
from duban.audit.canonical import row_digest
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Subject
from duban.shared.actor import Actor
from duban.shared.database import bulk
from duban.shared.errors import Invalid
from duban.shared.models import Kept, Versioned, Vouched

M = TypeVar("M", bound=Kept)


class Batch:
    """The acts of one run. `flush` writes what has gathered; without it nothing reaches the database."""

    def __init__(self, actor: Actor, at: datetime, outer: Work | None = None, **about: Any) -> None:
        self.actor, self.at, self.outer, self.about = actor, at, outer, about
        self.terms: dict[Any, Any] = {}
        self.permits: dict[tuple[str, Subject], entry.Standing] = {}
        self._keys = bulk.Keys()
        self._counted = count(1)
        self._works: list[BatchedWork] = []
        self._line: list[BatchedWork] = []
        self._fresh: dict[int, Kept] = {}
        self._series: dict[tuple[str, int], int] = {}
        self._before: list[tuple[Kept, dict[str, Any]]] = []

    @property
    def dry(self) -> bool:
        """Whether nothing will be written."""
        return self.outer is None

    @contextmanager
    def row(self) -> Iterator[None]:
        """One line of what comes in: all of its acts or, after an error, none."""
        numbers, fresh = dict(self._series), len(self._fresh)
        try:
            yield
        except BaseException:
            for key in list(self._fresh)[fresh:]:
                del self._fresh[key]
            for row, values in reversed(self._before):
                for name, value in values.items():
                    setattr(row, name, value)
            self._series.update(numbers)
            raise
        else:
            self._works += self._line
        finally:
            self._line, self._before = [], []

    @contextmanager
    def act(
        self,
        key: str,
        obj: Any = None,
        *,
        given: Mapping[str, Any],
        expect: int | None = None,
        case: Case | None = None,
        place: str = "",
        known: Mapping[str, Any] = MappingProxyType({}),
    ) -> Iterator[BatchedWork]:
        """One act, on an object read before or making its own. `place` is where in the ledger it comes from.

        `given` are the values of its fields. They pass the same gate as those of a single act, but that whom and what
        a row names was found in the directory by the importer, and may have been entered by a row before it. `known` is
        what its gates and its body would read, where the importer has read it for all rows.
        """
        work = BatchedWork(self, key, case, {**self.about, **({"place": place} if place else {})})
        work.memo.update(known)
        if obj is not None:
            work.begin_on(obj, expect)
        typed, faults = given_to(work.spec, given, lambda name: None)
        work.given = None if faults else typed
        if obj is not None:
            work.ask_gates()
        if faults:
            raise Invalid(faults)
        if work.case is not None and self.is_fresh(work.case):
            work.memo["duties"] = [
                row for row in self.waiting(Obligation) if row.case_id == work.case.pk
            ]  # fmt: skip
        yield work
        work.finish()
        self._line.append(work)

    def key_for(self, model: type[Kept]) -> int:
        """The key of a new row; in a dry batch one that no stored row has."""
        return -next(self._counted) if self.dry else self._keys.take(model)

    def keep(self, row: Kept) -> None:
        """Let a new row wait."""
        self._fresh[id(row)] = row

    def remember(self, row: Kept, names: Iterable[str]) -> None:
        """Keep what columns held, in case the line in hand is taken back."""
        self._before.append((row, {name: getattr(row, name) for name in names}))

    def is_fresh(self, row: Kept) -> bool:
        """Whether a row was made in this batch and has not been written yet."""
        return id(row) in self._fresh

    def waiting(self, model: type[M]) -> list[M]:
        """The new rows of a model that the line in hand has made so far."""
        return [row for work in self._line for row in work.made if isinstance(row, model)]

    def next_in_series(self, kind: str, year: int) -> int:
        """The next place in a series of the county: taken from the database once, then counted on here."""
        key = (kind, year)
        if key not in self._series:
            self._series[key] = 0 if self.outer is None else NumberDesk(self.outer).running_from(kind, year)
        self._series[key] += 1
        return self._series[key]

    def flush(self) -> None:
        """Write what has gathered: changed rows compared and swapped, new rows by model, entries last."""
        if not self.dry:
            self._write()
        self.drop()

    def drop(self) -> None:
        """Let go of what has gathered."""
        self._works, self._fresh = [], {}

    def _write(self) -> None:
        cases = {
            work.case.pk for work in self._works if work.case is not None and not self.is_fresh(work.case)
        }
        if cases:
            Case.objects.filter(pk__in=cases).update(version=F("version") + 1)
        for work in self._works:
            work.pending.write_out(work.lost)
        by_model: dict[type[Kept], list[Kept]] = {}
        for work in self._works:
            for row in work.made:
                by_model.setdefault(type(row), []).append(row)
        for rows in by_model.values():
            bulk.insert(rows)
        findable.keep(self.actor.jurisdiction_id, [work.naming for work in self._works])
        for (kind, year), last in self._series.items():
            Series.objects.filter(issuer="", kind=kind, year=year).update(last=last)
        chain.append_all([work.record for work in self._works if work.record is not None], self._keys)


class _Waiting(Pending):
    """The changed rows of an act in a batch; nothing is written before the batch is."""

    def __init__(self, made: list[Kept]) -> None:
        super().__init__()
        self._made = made

    def waiting(self, model: type[M]) -> list[M]:
        return [row for row in self._made if isinstance(row, model)]

    def rows(self) -> list[Kept]:
        return [*self._made, *super().rows()]

    def write(self, lost: Callable[[Kept], Exception], only: Kept | None = None) -> list[Kept]:
        return [only] if only is not None else []

    def write_out(self, lost: Callable[[Kept], Exception]) -> None:
        """Write the changed rows."""
        super().write(lost)


class BatchedWork(Work):
    """An act in a batch: rows get their keys at once and wait; what is new changes in place."""

    pending: _Waiting

    def __init__(self, batch: Batch, key: str, case: Case | None, extra: dict[str, Any]) -> None:
        spec = act_named(key)
        super().__init__(batch.actor, spec, batch.at, spec.kind, case=case, extra=extra)
        self.batch = batch
        self.memo["terms"] = batch.terms
        self.made: list[Kept] = []
        self.pending = _Waiting(self.made)
        self.record: chain.Record | None = None

    def begin_on(self, obj: Any, expect: int | None) -> None:
        """Take an existing object as the one of this act, if its actor may enter."""
        self.object = obj
        self.case = self.case or getattr(obj, "case", None)
        self.roles, self.behalf_id = entry.enter(self.actor, self.spec, obj, expect)

    def permitted(self, subject: Subject) -> entry.Standing:
        """The same as for a single act, found once for all acts of the batch that are alike."""
        key = (self.spec.key, subject)
        if key not in self.batch.permits:
            self.batch.permits[key] = super().permitted(subject)
        return self.batch.permits[key]

    def found(self, row: Versioned, case: Case | None = None) -> None:
        """Make a new row the object; on a new case nothing can be owed yet."""
        super().found(row, case)
        if self.case is not None and self.batch.is_fresh(self.case):
            self.memo.setdefault("duties", [])

    def create(self, row: M) -> M:
        """Give a row its key and let it wait."""
        self.stamp(row)
        row.pk = self.batch.key_for(type(row))
        self.made.append(row)
        self.batch.keep(row)
        self.vouch(row)
        return row

    def create_all(self, rows: list[M]) -> list[M]:
        """The same for several."""
        return [self.create(row) for row in rows]

    def change(self, row: Kept, **values: Any) -> None:
        """Change a row: in place while it waits, else compared and swapped with the others."""
        values = self.words.say_all(values)
        self.vouch(row)
        self.batch.remember(row, (*values, "version") if isinstance(row, Versioned) else values)
        if not self.batch.is_fresh(row):
            super().change(row, **values)
            return
        if isinstance(row, Versioned) and row is self.object and not self._bumped:
            row.version += 1
            self._bumped = True
        own = any(row is made for made in self.made)
        for name, value in values.items():
            if not own and getattr(row, name) != value:
                self._note(row, name, getattr(row, name), value)
            setattr(row, name, value)

    def change_all(self, rows: list[M], **values: Any) -> None:
        """The same columns of several rows."""
        values = self.words.say_all(values)
        for row in rows:
            self.batch.remember(row, values)
        super().change_all([row for row in rows if not self.batch.is_fresh(row)], **values)
        for row in rows:
            self.vouch(row)
            for name, value in values.items():
                setattr(row, name, value)

    def written(self) -> list[Vouched]:
        """The rows that the act has decided on so far."""
        return list(self._dirty.values())

    @property
    def numbers(self) -> NumberDesk:
        """Numbers of the batch."""
        return _BatchedNumbers(self)

    def lost(self, row: Kept) -> Exception:
        """The error of a row that somebody else changed meanwhile."""
        return stale(self.actor, self.kind, row)

    def finish(self) -> None:
        """Projections, then the record, which waits like the rows."""
        guarding.refuse_unasked(self.spec, self.gates_open)
        if self.object is not None and not self._bumped and not self.spec.keeps_version:
            self.change(self.object)
        if self.case is not None:
            for refresh in projections():
                refresh(self)
        sentence = records.sentence_of(self)
        ref, case_ref = getattr(self.object, "ref", ""), self.case.ref if self.case else ""
        self.done = Done(self.spec.key, sentence, ref, self.kind, case_ref)
        if not self.batch.dry:
            self.digests = {key: row_digest(row) for key, row in self._dirty.items()}
            self.record = records.done(self, sentence)


class _BatchedNumbers(NumberDesk):
    """The number desk of an act in a batch."""

    def __init__(self, work: BatchedWork) -> None:
        super().__init__(work)
        self.batch = work.batch

    def case_code(self, kind: str) -> str:
        """The next code of a case in this year."""
        year = self.work.today.year
        return f"{year}-{self.batch.next_in_series(kind, year):03d}"
