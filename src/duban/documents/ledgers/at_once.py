"""A ledger judged without being kept, and the same taken in at once: what the command line does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from duban.acts.ledgers import Fate, Planned
from duban.acts.registry import action_for
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.batches import (
    YEARS,
    default_columns,
    importable,
    known_sheets,
    permitted_kind,
    setup_of,
)
from duban.documents.ledgers.incoming.body import FIXED
from duban.documents.ledgers.incoming.book import Book
from duban.documents.ledgers.incoming.door import looked_through
from duban.documents.ledgers.incoming.header import Recognised
from duban.documents.ledgers.kinds import LedgerKind
from duban.documents.ledgers.run import LedgerOutcome, Setup, Told, in_words, run
from duban.organisations.selectors import actor_by_id, directory
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_SURE = 1.0


@dataclass(frozen=True)
class JudgedLedger:
    """A ledger with its columns and the fate of each row. `unconfirmed` is what a person must say before it goes in."""

    kind: LedgerKind
    sheets: tuple[Recognised, ...]
    columns: Mapping[str, Mapping[str, str]]
    setup: Setup
    rows: tuple[Planned, ...]
    notes: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    tallies: Mapping[str, int] = field(default_factory=dict)
    book: Book | None = field(default=None, repr=False)

    @property
    def wrong(self) -> bool:
        """Whether any row cannot go in."""
        return any(one.fate in (Fate.ERROR, Fate.ASK) for one in self.rows)

    def blocked(self, whole: bool) -> bool:
        """Whether nothing would be written."""
        moving = any(one.fate in (Fate.CREATE, Fate.UPDATE, Fate.SAME) for one in self.rows)
        return not moving or (whole and self.wrong)

    def with_rows(self, rows: tuple[Planned, ...]) -> JudgedLedger:
        """The same with the fates as they came out."""
        return replace(self, rows=rows)

    def counted(self) -> dict[str, int]:
        """Rows by fate."""
        return {fate.value: n for fate in Fate if (n := sum(1 for one in self.rows if one.fate is fate))}

    def as_data(self) -> dict[str, Any]:
        """Everything as plain data."""
        return {
            "kind": self.kind.key,
            "year": self.setup.year,
            "sheets": [self._sheet(one) for one in self.sheets],
            "notes": list(self.notes),
            "unconfirmed": list(self.unconfirmed),
            "tallies": self.counted(),
            "questions": [
                {
                    "key": key,
                    "text": text,
                    "at": at,
                    "options": [{"value": v, "label": label} for v, label in options],
                }
                for key, (text, at, options) in self.questions().items()
            ],
            "rows": [_row(one) for one in self.rows],
        }

    def _sheet(self, one: Recognised) -> dict[str, Any]:
        taken = self.columns.get(one.sheet, {})
        return {
            "name": one.sheet,
            "header_rows": [one.top + 1, one.bottom + 1] if one.found else [],
            "imported": any(taken.values()),
            "title": one.title,
            "years": list(one.years),
            "faults": list(one.faults),
            "columns": [
                {
                    "column": column.letters, "title": column.title, "field": taken.get(column.letters, ""),
                    "confidence": round(column.confidence, 2), "how": column.how,
                }
                for column in one.columns
            ],
        }  # fmt: skip

    def questions(self) -> dict[str, tuple[str, str, tuple[tuple[str, str], ...]]]:
        """What must be decided, each question once."""
        found: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
        for one in self.rows:
            for each in one.questions:
                found.setdefault(each.key, (each.text, each.address, each.options))
        return found

    def lines(self, most: int) -> Iterator[str]:
        """The same to be read: sheets, columns, questions, and the first rows that cannot go in."""
        for one in self.sheets:
            yield from self._sheet_lines(one)
        yield from self.notes
        yield from self.unconfirmed
        for key, (text, at, options) in self.questions().items():
            yield f"须确认 {at}：{text}"
            yield f"  作答：--decide {key}=…" + "".join(f"\n    {value}  {label}" for value, label in options)
        wrong = [one for one in self.rows if one.fate is Fate.ERROR]
        for row in wrong[:most]:
            for each in row.faults:
                yield f"{each.address}：{each.text}"
        if len(wrong) > most:
            yield f"……另有 {len(wrong) - most} 行有错，见 --result 或 --json。"
        yield f"{self.kind.label}：{in_words(self.counted())}。"

    def _sheet_lines(self, one: Recognised) -> Iterator[str]:
        taken = self.columns.get(one.sheet, {})
        if not any(taken.values()):
            yield f"工作表“{one.sheet}”不导入" + (f"：{'；'.join(one.faults)}。" if one.faults else "。")
            return
        rows = f"第 {one.top + 1} 行" if one.top == one.bottom else f"第 {one.top + 1}～{one.bottom + 1} 行"
        yield f"工作表“{one.sheet}”：表头在{rows}，下面 {one.body} 行"
        for column in one.columns:
            name = taken.get(column.letters, "")
            label = self.kind.field(name).label if name else "不导入"
            aside = "（不导入）" if name and not self.kind.field(name).imported else ""
            how = f"，{column.how}" if name and column.how else ""
            yield f"  {column.letters:<3}{column.title} → {label}{aside}{how}"


def _row(one: Planned) -> dict[str, Any]:
    def said(remarks: Any) -> list[dict[str, str]]:
        return [{"at": each.address, "field": each.field, "text": each.text} for each in remarks]

    return {
        "sheet": one.row.sheet,
        "row": one.row.number,
        "fate": one.fate.value,
        "word": one.fate.word,
        "label": one.label,
        "faults": said(one.faults),
        "notes": said(one.notes),
        "questions": [each.key for each in one.questions],
        "ref": one.ref,
    }


def judge_ledger(
    *, actor: Actor, kind: str, file: Upload, year: int | None = None, columns: Mapping[str, str] | None = None,
    fixed: Mapping[str, str] | None = None, decisions: Mapping[str, str] | None = None, whole: bool = True,
    told: Told = lambda done: None,
) -> JudgedLedger:  # fmt: skip
    """Read a ledger and judge every row as this actor's; nothing is written. Invalid where it cannot be opened.

    `columns` is field by `C` or `表名!C`, over what was recognised. A year that only the title names is taken for
    the judgement, and is told as unconfirmed.
    """
    opened, book = recognise_ledger(
        actor=actor, kind=kind, file=file, year=year, columns=columns, fixed=fixed, decisions=decisions
    )
    suggested = _years(opened.sheets, opened.columns)
    assumed = year or (suggested[0] if len(suggested) == 1 else None)
    setup = replace(opened.setup, year=assumed)
    outcome = run(actor, clock.now(), book, setup, whole=whole, told=told)
    unsaid = (_of_year(assumed),) if year is None and assumed and outcome.year_used else ()
    return replace(opened, setup=setup, rows=outcome.rows, unconfirmed=(*opened.unconfirmed, *unsaid))


def _of_year(year: int) -> str:
    return f"有的日期没有年份，按标题里的 {year} 年计，请用 --year {year} 确认。"


def recognise_ledger(
    *, actor: Actor, kind: str, file: Upload, year: int | None = None, columns: Mapping[str, str] | None = None,
    fixed: Mapping[str, str] | None = None, decisions: Mapping[str, str] | None = None,
) -> tuple[JudgedLedger, Book]:  # fmt: skip
    """A ledger with its columns recognised and none of its rows judged yet."""
    spec = permitted_kind(actor, kind)
    book = looked_through(file)
    found = known_sheets(book, spec, actor.jurisdiction_id)
    _refuse_unknown(spec, found, columns or {}, (*(fixed or {}), *_fixed_in(decisions or {})), year)
    chosen = _chosen(found, columns or {})
    if not any(any(fields.values()) for fields in chosen.values()):
        raise Invalid({"file": "；".join(fault for one in found for fault in one.faults) + "。"})
    setup = setup_of(spec, found, layout=chosen, year=year, fixed=fixed or {}, decisions=decisions or {})
    unconfirmed = tuple(_unsure(spec, found, chosen, columns or {}))
    return JudgedLedger(spec, tuple(found), chosen, setup, (), book.notes, unconfirmed, book=book), book


def _fixed_in(decisions: Mapping[str, str]) -> list[str]:
    return [key.removeprefix(FIXED) for key in decisions if key.startswith(FIXED)]


def _refuse_unknown(
    kind: LedgerKind, found: list[Recognised], columns: Mapping[str, str], fixed: Iterable[str], year: int | None
) -> None:
    """Names of fields and columns that this ledger has not, and a year that is none; everything wrong at once."""
    fields = {one.name: one for one in kind.fields}
    known = "、".join(f"{one.name}（{one.label}）" for one in kind.imported)
    there = {place for one in found for column in one.columns for place in (column.letters, f"{one.sheet}!{column.letters}")}
    wrong = [f"没有“{name}”这个栏目" for name in dict.fromkeys(columns.values()) if name and name not in fields]
    wrong += [f"没有“{name}”这个栏目" for name in fixed if name not in fields or not fields[name].imported]
    if wrong:
        wrong.append(f"可用的栏目：{known}")
    wrong += [f"台账的表头里没有 {place} 列" for place in columns if place not in there and any(one.found for one in found)]
    if year is not None and not YEARS[0] <= year <= YEARS[1]:
        wrong.append(f"年份应在 {YEARS[0]} 至 {YEARS[1]} 之间，这里是 {year}")
    if wrong:
        raise Invalid({"": "；".join(dict.fromkeys(wrong)) + "。"})


def _chosen(found: list[Recognised], columns: Mapping[str, str]) -> dict[str, dict[str, str]]:
    chosen = default_columns(found)
    for where, name in columns.items():
        sheet, _, letters = where.rpartition("!")
        for one in found:
            if (
                one.found
                and sheet in ("", one.sheet)
                and letters in {column.letters for column in one.columns}
            ):
                chosen.setdefault(one.sheet, {})[letters] = name
    return chosen


def _years(found: Iterable[Recognised], chosen: Mapping[str, Mapping[str, str]]) -> list[int]:
    return list(
        dict.fromkeys(year for one in found if any(chosen.get(one.sheet, {}).values()) for year in one.years)
    )


def _unsure(
    kind: LedgerKind,
    found: list[Recognised],
    chosen: Mapping[str, Mapping[str, str]],
    said: Mapping[str, str],
) -> Iterator[str]:
    for one in found:
        taken = chosen.get(one.sheet, {})
        if not any(taken.values()):
            continue
        for column, fault in zip((c for c in one.columns if c.twice), one.faults, strict=False):
            if not {column.letters, f"{one.sheet}!{column.letters}"} & set(said):
                yield f"{fault}：用 --column {column.letters}=栏目 指明，不要的写 --column {column.letters}=。"
        for column in one.columns:
            name = taken.get(column.letters, "")
            if not name or column.confidence >= _SURE or not kind.field(name).imported:
                continue
            if not {column.letters, f"{one.sheet}!{column.letters}"} & set(said):
                yield (
                    f"{one.sheet}!{column.letters} 列“{column.title}”认作“{kind.field(name).label}”（{column.how}），"
                    f"请用 --column {column.letters}={name} 确认，不导入写 --column {column.letters}=。"
                )


def who_may_import(jurisdiction_id: int, kind: str) -> list[Actor]:
    """The people who may import a kind of ledger today, in 排名."""
    known = directory(jurisdiction_id)
    people = dict.fromkeys(holder.person_id for holder in known.holders(clock.today()))
    actors = (actor_by_id(jurisdiction_id, person_id, "cli") for person_id in people)
    return [actor for actor in actors if any(one.key == kind for one in importable(actor))]


def import_ledger(
    *, actor: Actor, file: Upload, opened: JudgedLedger, mode: str, told: Told = lambda done: None
) -> tuple[str, JudgedLedger]:
    """Hand a recognised ledger in, confirm its columns and carry it out, its rows judged once, as they are written.

    The sentence of the record with the fates; Blocked, which has the fates too, where nothing was written.
    """
    handed = action_for("import.upload")(
        actor=actor, kind=opened.kind.key, file=file, mode=mode, book=opened.book
    )
    setup = opened.setup
    action_for("import.check")(
        actor=actor, ref=handed.ref, columns=opened.columns, year=setup.year, fixed=setup.fixed,
        decisions=setup.decisions, judged=False, book=opened.book,
    )  # fmt: skip
    out: list[LedgerOutcome] = []
    done = action_for("import.carry_out")(
        actor=actor, ref=handed.ref, told=told, came_out=out.append, book=opened.book
    )
    return done.sentence, opened.with_rows(out[0].rows)
