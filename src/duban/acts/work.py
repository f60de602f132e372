"""`act`: the block in which every write happens, and the only writer.

Order: begin → read the object → bump the case → lock the actor's posts → enter (`entry`) → (the body decides) →
projections → writes → key → audit head last → commit. A refusal rolls everything back; a repeated key then gets
the first result, anything else is recorded in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NamedTuple, NoReturn, TypeVar, Unpack

from django.db import IntegrityError, connection, models, transaction

from duban.acts import findable, records, terms
from duban.acts.gate import entry, guarding
from duban.acts.gate.asked import Asked
from duban.acts.gate.refusals import refused_write, stale
from duban.acts.kinds import Bearer, locked_posts, projections
from duban.acts.models import Case, Message, Obligation, UsedKey
from duban.acts.owing import owed
from duban.acts.owing.duties import Wanted
from duban.acts.pending import Pending
from duban.acts.series import NumberDesk
from duban.audit import chain, timekeeping
from duban.audit.canonical import row_digest
from duban.mechanism.decision import Decision
from duban.mechanism.lifecycles import act_named
from duban.mechanism.people.standing import Subject
from duban.mechanism.words.messages import Value, sentence
from duban.mechanism.words.named import Vocabulary
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database import bulk, memo
from duban.shared.errors import ActError, Invalid, Repeated, Stale, Unmet
from duban.shared.machine import room
from duban.shared.models import Kept, Versioned, Vouched

M = TypeVar("M", bound=Kept)


class To(NamedTuple):
    """To whom a message goes."""

    unit_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Done:
    """What an act leaves for whoever asked for it."""

    act: str
    sentence: str
    ref: str
    kind: str
    case_ref: str
    repeated: bool = False


@dataclass
class Work(Asked):
    """One act in progress. The body of an action uses it to decide, write, owe, tell and say."""

    once: str | None = None
    said: dict[str, str] = field(default_factory=dict)
    changes: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    digests: dict[tuple[str, int], str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    naming: findable.Naming = field(default_factory=findable.Naming)
    internal: bool = False
    done: Done | None = None
    pending: Pending = field(default_factory=Pending)
    _dirty: dict[tuple[str, int], Vouched] = field(default_factory=dict)
    _bumped: bool = False
    gates_open: bool = False

    @property
    def words(self) -> Vocabulary:
        """What the county calls its measures and papers; whatever an act writes and says is put into these words."""
        return terms.vocabulary_of(self)

    def waiting(self, model: type[M]) -> list[M]:
        """The new rows of a model that wait to be written."""
        return self.pending.waiting(model)

    # deciding

    def permitted(self, subject: Subject) -> entry.Standing:
        """The roles toward what is to be created and whose power is exercised; NotPermitted without one of the act's."""
        return entry.enter_new(self.actor, self.spec, subject)

    def ask_gates(self) -> None:
        """Refuse, with everything that is missing, unless every gate that the row names is open; once, before the body."""
        said = guarding.answers(self)
        self.decisions += [one for one in said if isinstance(one, Decision)]
        if (refused := guarding.refusal_of(self.spec, said)) is not None:
            raise refused
        self.gates_open = True

    def require(self, decision: Decision) -> None:
        """Refuse, with every missing condition, unless the decision is met; keep it for the record."""
        self.decisions.append(decision)
        if not decision.allowed:
            raise Unmet(decision)

    def refuse_input(self, **fields: str) -> NoReturn:
        """Refuse what was typed; keys are field names, `form` is the form as a whole."""
        raise Invalid({("" if name == "form" else name): message for name, message in fields.items()})

    # writing

    def create(self, row: M) -> M:
        """Insert a row of this jurisdiction."""
        self.stamp(row)
        bulk.insert_new(row)
        self.vouch(row)
        return row

    def create_all(self, rows: list[M]) -> list[M]:
        """Insert rows at the end of the act, all of a model in one statement; nobody needs their keys before."""
        for row in rows:
            self.stamp(row)
            self.pending.insert(row)
        return rows

    def found(self, row: Versioned, case: Case | None = None) -> None:
        """Make a new row the object of this act."""
        self.create(row)
        self.object, self._bumped = row, True
        self.case = case or self.case

    def change(self, row: Kept, **values: Any) -> None:
        """Write columns of one row at the end of the act; a versioned row is compared and swapped, exactly once."""
        values = self.words.say_all(values)
        self.naming.changes(row, values)
        before = {name: getattr(row, name) for name in values}
        changed = {name: value for name, value in values.items() if before[name] != value}
        swap = (row.version, row.state) if isinstance(row, Versioned) else None
        if isinstance(row, Versioned) and row is self.object and not self._bumped:
            changed["version"] = row.version + 1
            self._bumped = True
        if not changed:
            return
        self.pending.update(row, changed, swap)
        for name, value in changed.items():
            if name != "version":
                self._note(row, name, before.get(name), value)
            setattr(row, name, value)

    def change_all(self, rows: list[M], **values: Any) -> None:
        """Write the same columns of many rows at the end of the act; rows alike share a statement."""
        values = self.words.say_all(values)
        for row in rows:
            self.naming.changes(row, values)
            self.pending.update(row, values)
            for name, value in values.items():
                setattr(row, name, value)

    def refresh(self, row: Kept, **values: Any) -> None:
        """Write derived columns of a row where they differ, without a new version of it."""
        values = self.words.say_all(values)
        changed = {name: value for name, value in values.items() if getattr(row, name) != value}
        if changed:
            self.change_all([row], **changed)

    def move(self, to: str = "", **values: Any) -> None:
        """Bring the object to the state that the act leads to, with the duties that this state brings."""
        target = to or (self.spec.targets[0] if self.spec.targets else self.object.state)
        if self.spec.targets and target not in self.spec.targets:
            raise ValueError(f"{self.spec.key} does not lead to {target}")
        moved = target != self.object.state
        self.change(self.object, state=target, **values)
        self.pending.write(self._lost, only=self.object)
        self.vouch(self.object)
        if moved:
            owed.leave_state(self, self.kind, self.object)
        if moved or self.spec.creates:
            owed.enter_state(self, self.kind, self.object)

    def enter(self) -> None:
        """Let a new object bring the duties of its first state."""
        owed.enter_state(self, self.kind, self.object)

    # owing, numbering, telling

    def owe(self, act: str, bearer: Bearer, label: str, clause: str, **terms: Any) -> Obligation:
        """Make somebody owe an act on an object (default: this one); see `owed.owe` for the terms."""
        return owed.owe(self, act, bearer, label, clause, **terms)

    def discharge(
        self, act: str, /, kind: str = "", obj: Versioned | None = None, **words: Unpack[Wanted]
    ) -> list[Obligation]:
        """Mark what was owed under an act, on an object (default: this one), as done; returns those duties."""
        return owed.discharge(self, act, kind or self.kind, obj or self.object, **words)

    @property
    def numbers(self) -> NumberDesk:
        """Where document numbers are given and voided."""
        return NumberDesk(self)

    def tell(self, kind: str, to: To | Obligation | Bearer, /, **values: Value) -> Message:
        """Put a message (`mechanism.words.messages`) into the outbox."""
        return self.tell_all(kind, [to], **values)[0]

    def tell_all(
        self, kind: str, to: Iterable[To | Obligation | Bearer], /, **values: Value
    ) -> list[Message]:
        """The same to several: to the person that is named, else the unit; ValueError for values that are not the kind's."""
        sentence(kind, values)
        of: dict[str, Any] = {"case": self.case, "act": self.spec.key, "kind": kind, "values": values}
        rows = [
            Message(
                unit_id=None if one.person_id else one.unit_id,
                person_id=one.person_id,
                created_at=self.at,
                **of,
            )
            for one in to
        ]
        self.create_all(rows)
        return rows

    def say(self, **names: Any) -> None:
        """Supply names for the sentence of the history."""
        self.said.update({name: str(value) for name, value in names.items()})

    def written(self) -> list[Vouched]:
        """The rows that the act has written so far."""
        return [*self._dirty.values(), *self.pending.rows()]

    # inner workings

    def stamp(self, row: Kept) -> None:
        """Make a new row one of this jurisdiction, of this moment, and in the county's words."""
        row.jurisdiction_id = self.jurisdiction_id
        if isinstance(row, Versioned) and row.created_at is None:
            row.created_at = self.at
        for name, value in vars(row).items():
            if isinstance(value, str | list | dict):
                setattr(row, name, self.words.say_all(value))
        self.naming.made(row)

    def vouch(self, row: Vouched) -> None:
        """Let the record of this act vouch for a row."""
        self._dirty[(row._meta.db_table, row.pk)] = row

    def _note(self, row: Kept, name: str, old: Any, new: Any) -> None:
        self.changes.setdefault(f"{row._meta.db_table}:{row.pk}", {})[name] = [
            value.pk if isinstance(value, models.Model) else value for value in (old, new)
        ]

    def _lost(self, row: Kept) -> Stale:
        return stale(self.actor, self.kind, row)

    def finish(self) -> None:
        """Projections, then the record; called once when the body has run without a refusal."""
        guarding.refuse_unasked(self.spec, self.gates_open)
        if self.object is not None and not self._bumped and not self.spec.keeps_version:
            self.change(self.object)
        if self.case is not None:
            for refresh in projections():
                refresh(self)
        for row in self.pending.write(self._lost):
            self.vouch(row)
        findable.keep(self.jurisdiction_id, [self.naming])
        self.digests = {key: row_digest(row) for key, row in self._dirty.items()}
        sentence = records.sentence_of(self)
        case_ref = self.case.ref if self.case else ""
        self.done = Done(self.spec.key, sentence, getattr(self.object, "ref", ""), self.kind, case_ref)
        self._keep_key()
        chain.append(records.done(self, sentence))
        memo.done(self.jurisdiction_id)

    def _keep_key(self) -> None:
        if self.once and self.done:
            try:
                UsedKey.objects.create(
                    jurisdiction_id=self.jurisdiction_id,
                    person_id=self.actor.person_id,
                    key=self.once,
                    act=self.spec.key,
                    result=vars(self.done),
                    used_at=self.at,
                )
            except IntegrityError as error:
                raise Stale("这份表单已经提交过，请重新打开页面。") from error


def _bump(case: Case) -> None:
    """Whoever acts on a case holds it from the start, so that acts on one case follow each other."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE acts_case SET version = version + 1 WHERE id = %s", [case.pk])


class act:  # noqa: N801 - reads as a verb at its one place of use
    """The block of an action: `with act(actor, "letter.approve", ref, expect=version, once=key) as a:`.

    `ref` addresses an existing object; a creating act gets none, or the `case` that its object joins.
    """

    def __init__(
        self,
        actor: Actor,
        key: str,
        ref: str | None = None,
        *,
        expect: int | None = None,
        once: str | None = None,
        case: Case | None = None,
    ) -> None:
        self.spec = act_named(key)
        self.actor, self.ref, self.expect, self.once, self.case = actor, ref, expect, once, case
        self.atomic = transaction.atomic()
        self.work: Work | None = None

    def __enter__(self) -> Work:
        room.refuse_without_room()
        timekeeping.refuse_wrong_clock(self.actor.jurisdiction_id, self.spec.key)
        self.atomic.__enter__()
        try:
            return self._begin()
        except BaseException as error:
            self._leave(error)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None and self.work is not None:
            try:
                self.work.finish()
            except BaseException as late:
                self._leave(late)
                raise
        self._leave(error)

    def _leave(self, error: BaseException | None) -> None:
        """End the transaction; what the database does not let in becomes a refusal that people can read."""
        try:
            self.atomic.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)
        except IntegrityError as late:
            raise self._told(late) from late
        if error is not None and (told := self._told(error)) is not error:
            raise told from error

    def _told(self, error: BaseException) -> BaseException:
        told = refused_write(error) if isinstance(error, IntegrityError) else error
        self._ended_badly(told)
        return told

    def _begin(self) -> Work:
        work = Work(self.actor, self.spec, clock.now(), self.spec.kind, once=self.once, case=self.case)
        work.given = guarding.given_to_action(self.spec.key)
        self.work = work
        if self.ref is not None:
            work.object = entry.load(self.actor, self.spec.kind, self.ref)
            work.case = getattr(work.object, "case", None)
        if work.case is not None:
            _bump(work.case)
        if self.actor.is_system:
            memo.forget()
        else:
            work.actor = self.actor.holding(locked_posts(self.actor))
        if work.object is not None:
            work.roles, work.behalf_id = entry.enter(work.actor, self.spec, work.object, self.expect)
            work.ask_gates()
        return work

    def _ended_badly(self, error: BaseException) -> None:
        """Answer a repetition with the first result; record any other refusal, told in the county's words."""
        if isinstance(error, ActError) and self.work is not None:
            error.put_into_words(self.work.words)
        if self.once and isinstance(error, ActError):
            used = UsedKey.objects.filter(
                jurisdiction_id=self.actor.jurisdiction_id, person_id=self.actor.person_id, key=self.once
            ).first()
            if used is not None and used.act == self.spec.key:
                raise Repeated(used.result) from error
        if isinstance(error, ActError) and error.logged and self.work is not None:
            records.refuse(self.work, error)


def permit_creation(work: Work, subject: Subject) -> None:
    """Refuse a creating act unless the actor has one of its roles toward what is to be created."""
    work.roles, work.behalf_id = work.permitted(subject)
    work.ask_gates()


def permit_creation_on(work: Work, obj: Any) -> None:
    """The same for an act that makes its object on another one: see, permit and state of that one."""
    work.roles, work.behalf_id = entry.enter(work.actor, work.spec, obj)
    work.object = obj
    work.ask_gates()
    work.object = None
