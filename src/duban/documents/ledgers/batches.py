"""The acts of an import: handed in, its columns confirmed and every row judged, carried out or let go."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from duban.acts.gate.permits import may_start
from duban.acts.ledgers import Remark, intakes
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.documents.files import store
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.incoming.body import Layout
from duban.documents.ledgers.incoming.book import Book
from duban.documents.ledgers.incoming.door import looked_through
from duban.documents.ledgers.incoming.header import Recognised, recognise, remembered
from duban.documents.ledgers.kinds import LedgerKind, kinds_in
from duban.documents.ledgers.models import ImportBatch, LedgerTemplate
from duban.documents.ledgers.run import LedgerOutcome, Setup, Told, in_words, run
from duban.mechanism.people.standing import OFFICES, Function, Subject
from duban.shared.actor import Actor
from duban.shared.errors import Invalid, NotPermitted

MODES = ("all", "rows")
YEARS = (2000, 2100)
"""The first and the last year that a ledger may be of."""


class Blocked(Invalid):
    """A ledger of which nothing was written, with what keeps each row out."""

    def __init__(self, outcome: LedgerOutcome, message: str) -> None:
        super().__init__({"": message})
        self.outcome = outcome


def importable(actor: Actor) -> list[LedgerKind]:
    """The kinds of ledgers whose rows this actor may enter."""
    known = kinds_in(actor.jurisdiction_id)
    return [known[key] for key, intake in intakes().items() if may_start(actor, intake.act)]


def office_of(actor: Actor) -> Function:
    """The office for which the actor imports: the own one, else the party office as keeper of the directory."""
    return next((post.function for post in actor.posts if post.function in OFFICES), Function.PARTY_OFFICE)


@performs("import.upload")
def upload(
    *,
    actor: Actor,
    kind: str,
    file: Upload | None,
    mode: str,
    once: str | None = None,
    book: Book | None = None,
) -> Done:
    """Hand a ledger in. It is opened and looked through; nothing of it is written yet.

    Here and in the acts after it `book` is the same file where the caller has opened and looked through it already.
    """
    with act(actor, "import.upload", once=once) as a:
        permit_creation(a, Subject(office=office_of(a.actor)))
        spec = permitted_kind(a.actor, kind)
        if mode not in MODES:
            a.refuse_input(mode="请选择有错时怎么办。")
        if file is None:
            a.refuse_input(file="请选择台账文件。")
        book = book or looked_through(file)
        found = recognise(book, spec)
        if not any(sheet.fits for sheet in found):
            a.refuse_input(file="；".join(fault for sheet in found for fault in sheet.faults) + "。")
        a.found(
            ImportBatch(
                state="uploaded",
                kind=kind,
                name=PurePath(file.name.replace("\\", "/")).name[-160:],
                sha256=hashlib.sha256(file.content).hexdigest(),
                size=len(file.content),
                stored_as=store.put(file.content),
                whole=mode == "all",
                person_id=a.actor.person_id or 0,
                by=a.actor.name,
                office=office_of(a.actor).value,
                scanned=book.scanned,
            )
        )
        a.say(label=spec.label)
    return _done(a)


def permitted_kind(actor: Actor, kind: str) -> LedgerKind:
    """The kind of this key; Invalid where there is none, NotPermitted where its rows are not the actor's to enter."""
    if kind not in intakes():
        raise Invalid({"kind": "没有这一种台账。"})
    known = kinds_in(actor.jurisdiction_id)[kind]
    if kind not in {one.key for one in importable(actor)}:
        raise NotPermitted(f"导入{known.label}台账不在您的职责内。")
    return known


def content_of(row: ImportBatch) -> bytes:
    """The file as it was handed in."""
    return (store.root() / row.stored_as).read_bytes()


@performs("import.check")
def check(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    year: int | None = None,
    fixed: Mapping[str, str] | None = None,
    decisions: Mapping[str, str] | None = None,
    judged: bool = True,
    once: str | None = None,
    book: Book | None = None,
) -> Done:
    """Confirm the columns, field by letters for each sheet, and judge every row; what is not given stays as it was.

    The columns are remembered for the template. Without `judged` the rows are judged only when they are written.
    """
    with act(actor, "import.check", ref, expect=expect, once=once) as a:
        row = a.object
        book = book or looked_through(Upload(row.name, content_of(row)))
        spec = kinds_in(a.jurisdiction_id)[row.kind]
        found = known_sheets(book, spec, a.jurisdiction_id)
        chosen = columns if columns is not None else row.layout or default_columns(found)
        _refuse_columns(spec, found, chosen)
        if year is not None and not YEARS[0] <= year <= YEARS[1]:
            a.refuse_input(year=f"年份应在 {YEARS[0]} 至 {YEARS[1]} 之间。")
        values: dict[str, Any] = {
            "layout": {sheet: dict(fields) for sheet, fields in chosen.items()},
            "year": year if year is not None else row.year,
            "fixed": dict(fixed if fixed is not None else row.fixed),
            "decisions": dict(decisions if decisions is not None else row.decisions),
        }
        _remember(a, spec, found, chosen)
        setup = setup_of(spec, found, **values)
        outcome = run(a.actor, a.at, book, setup, whole=row.whole) if judged else LedgerOutcome(())
        a.move(**values, tallies=outcome.tallies, outcome=plain(outcome))
        a.say(tallies=in_words(outcome.tallies) if judged else "逐行核对在写入时进行")
    return _done(a)


def known_sheets(book: Book, kind: LedgerKind, jurisdiction_id: int) -> list[Recognised]:
    """The sheets as recognised, those of a known template as they were confirmed last."""
    found = recognise(book, kind)
    known = {
        row.fingerprint: row.columns
        for row in LedgerTemplate.objects.filter(
            jurisdiction_id=jurisdiction_id, kind=kind.key, fingerprint__in=[one.fingerprint for one in found]
        )
    }
    return [remembered(one, known[one.fingerprint]) if one.fingerprint in known else one for one in found]


def default_columns(found: list[Recognised]) -> dict[str, dict[str, str]]:
    """The columns of every sheet that looks like the kind, as recognised."""
    return {one.sheet: one.taken() for one in found if one.fits}


def _refuse_columns(
    kind: LedgerKind, found: list[Recognised], chosen: Mapping[str, Mapping[str, str]]
) -> None:
    names, sheets = {one.name for one in kind.fields}, {one.sheet: one for one in found if one.found}
    wrong = []
    for sheet, columns in chosen.items():
        if sheet not in sheets:
            wrong.append(f"没有工作表“{sheet}”，或其中没有表头")
            continue
        letters = {column.letters for column in sheets[sheet].columns}
        wrong += [f"工作表“{sheet}”没有 {one} 列" for one in columns if one not in letters]
        wrong += [f"没有“{one}”这个栏目" for one in columns.values() if one and one not in names]
        taken = [name for name in columns.values() if name and kind.field(name).imported] if not wrong else []
        twice = {name for name in taken if taken.count(name) > 1}
        wrong += [f"工作表“{sheet}”有两列都选作“{kind.field(name).label}”" for name in sorted(twice)]
        wrong += [
            fault
            for column, fault in zip(
                (c for c in sheets[sheet].columns if c.twice), sheets[sheet].faults, strict=False
            )
            if column.letters not in columns
        ]
    if not any(any(columns.values()) for columns in chosen.values()):
        wrong.append("没有选任何一列")
    if wrong:
        raise Invalid({"columns": "；".join(wrong) + "。"})


def setup_of(
    kind: LedgerKind, found: list[Recognised], *, layout: Mapping[str, Mapping[str, str]], year: int | None,
    fixed: Mapping[str, str], decisions: Mapping[str, str],
) -> Setup:  # fmt: skip
    """What was confirmed, as a run takes it."""
    layouts = tuple(
        Layout(
            one.sheet,
            one.bottom,
            {column.index: layout[one.sheet].get(column.letters, "") for column in one.columns},
            {column.index: column.title for column in one.columns},
        )
        for one in found
        if any(layout.get(one.sheet, {}).values())
    )
    return Setup(kind.key, layouts, year, fixed, decisions)


def _remember(
    work: Work, kind: LedgerKind, found: list[Recognised], chosen: Mapping[str, Mapping[str, str]]
) -> None:
    seen = set()
    for one in found:
        columns = chosen.get(one.sheet)
        if not columns or one.fingerprint in seen:
            continue
        seen.add(one.fingerprint)
        kept = {letters: name for letters, name in columns.items() if name}
        row = LedgerTemplate.objects.filter(
            jurisdiction_id=work.jurisdiction_id, kind=kind.key, fingerprint=one.fingerprint
        ).first()
        if row is None:
            template = LedgerTemplate(
                kind=kind.key, fingerprint=one.fingerprint, columns=kept, by=work.actor.name, at=work.at
            )
            work.create(template)
        elif row.columns != kept:
            work.change(row, columns=kept, by=work.actor.name, at=work.at)


def plain(outcome: LedgerOutcome) -> list[list[Any]]:
    """The rows of an outcome as they are kept: sheet, row, fate, label, faults, notes, questions, reference."""

    def said(remarks: tuple[Remark, ...]) -> list[list[str]]:
        return [[one.field, one.address, one.text] for one in remarks]

    return [
        [
            one.row.sheet, one.row.number, one.fate.value, one.label, said(one.faults), said(one.notes),
            [[each.key, each.address, each.text, [list(option) for option in each.options]] for each in one.questions],
            one.ref,
        ]
        for one in outcome.rows
    ]  # fmt: skip


@performs("import.carry_out")
def carry_out(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    once: str | None = None,
    told: Told = lambda done: None,
    came_out: Callable[[LedgerOutcome], None] = lambda outcome: None,
    book: Book | None = None,
) -> Done:
    """Write what was checked: all rows or none, or every row that can go in, as chosen at the start.

    `told` hears how many rows are through, `came_out` what became of them once they are written.
    """
    with act(actor, "import.carry_out", ref, expect=expect, once=once) as a:
        row = a.object
        book = book or looked_through(Upload(row.name, content_of(row)))
        spec = kinds_in(a.jurisdiction_id)[row.kind]
        found = known_sheets(book, spec, a.jurisdiction_id)
        setup = setup_of(
            spec, found, layout=row.layout, year=row.year, fixed=row.fixed, decisions=row.decisions
        )  # fmt: skip
        a.extra["sha256"] = row.sha256
        outcome = run(
            a.actor, a.at, book, setup, outer=a, whole=row.whole, told=told, batch=row.ref, file=row.name
        )
        if row.whole and outcome.blocked:
            raise Blocked(outcome, f"有行不能导入，一行也没有写入：{in_words(outcome.tallies)}。")
        if not outcome.moving:
            raise Blocked(outcome, f"没有可导入的行，没有写入：{in_words(outcome.tallies)}。")
        a.move(tallies=outcome.tallies, outcome=plain(outcome), finished_at=a.at)
        a.extra["tallies"] = outcome.tallies
        a.say(label=spec.label, tallies=in_words(outcome.tallies))
    came_out(outcome)
    return _done(a)


@performs("import.discard")
def discard(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Let an import go; nothing of it was written, the file is kept with its record."""
    with act(actor, "import.discard", ref, expect=expect, once=once) as a:
        a.move()
    return _done(a)


def _done(work: Work) -> Done:
    if work.done is None:
        raise RuntimeError("the act has not ended")
    return work.done


__all__ = ["carry_out", "check", "content_of", "discard", "importable", "upload"]
