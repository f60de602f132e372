"""拟变更: what stands on record is changed by both bodies; until the other one confirmed it, nothing follows (六)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from duban.accountability.actions.rulings.checking import (
    checked_by,
    handle_ruling,
    tell_subject,
)
from duban.accountability.actions.rulings.consequences import RESULTS, take_back
from duban.accountability.actions.rulings.recording import (
    ENTRY,
    Kinds,
    entry_of,
    kinds_now,
    kinds_of,
    other_body,
    put_kinds,
    require_sound,
    subject_of,
    with_effect,
)
from duban.accountability.actions.shared import done, hang, integer, pack_of
from duban.accountability.actions.transfer.handling import organ_label
from duban.accountability.facts import ruling_kinds
from duban.accountability.models import Appeal, Revision, Ruling
from duban.accountability.policies import body, in_body
from duban.accountability.registry import reassess
from duban.accountability.selectors.ruling_page.revision import LABELS, WHATS, WITHHELD
from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import decide
from duban.mechanism.findings import (
    NewDocument,
    change_gate,
    confirm_gate,
    lessening_gate,
    nothing_waits,
)
from duban.mechanism.lifecycles import states_of
from duban.mechanism.people.standing import Function
from duban.shared.actor import Actor
from duban.shared.errors import Invalid
from duban.shared.refs import new_ref

_DAYS = frozenset({"decided_on", "effective_on", "served_on"})
_SILENT = frozenset({"facts", "basis"})
"""What an entry says that no holder of a result has in hand."""


@clause("6.4")
@performs("ruling.rectify")
@worded("使登记与文书一致，可轻可重；另一家核对以前，结果不变")
def rectify(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    text: str,
    number: str = "",
    decided_on: date | None = None,
    effective_on: date | None = None,
    served_on: date | None = None,
    conduct_year: Any = None,
    kinds: Sequence[Mapping[str, Any]] = (),
    facts: str = "",
    basis: str = "",
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Propose to bring an entry to the words of the signed document, in either direction, or to strike it out."""
    with act(actor, "ruling.rectify", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        before: dict[str, Any] = {}
        after: dict[str, Any] = {}
        if outcome == "corrected" and effective_on is not None:
            values = {
                "number": number.strip(), "decided_on": decided_on, "effective_on": effective_on,
                "served_on": served_on, "conduct_year": integer(a, "conduct_year", conduct_year), "facts": facts,
                "basis": basis,
            }  # fmt: skip
            named = with_effect(kinds_of(a, kinds, effective_on), effective_on, pack_of(a))
            before, after = _differing(ruling, values, named)
            if not after:
                raise Invalid({"": "与现在的登记完全一致，没有可以更正的。"})
        row = _proposed(a, ruling, outcome, text=text, before=before, after=after, file=file, original=original)
        if outcome == "corrected":
            _judge_corrected(a, ruling, row)
        elif not (row.attachment_ref or row.original_seen):
            a.refuse_input(file="请上传文书扫描件，或者看过原件后选“原件已核”。")
        a.say(organ=organ_label(a), number=ruling.number, what=_said(row))
    return done(a)


def _differing(ruling: Ruling, values: Mapping[str, Any], named: Kinds) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a correction puts in the place of what, as plain data, only where it differs."""
    now = {name: getattr(ruling, name) for name in ENTRY}
    names = [name for name in ENTRY if now[name] != values[name]]
    before = {name: _plain(now[name]) for name in names}
    after = {name: _plain(values[name]) for name in names}
    held = tuple((row.kind, row.effect_until) for row in kinds_now(ruling))
    if sorted(held, key=str) != sorted(named, key=str):
        before["kinds"], after["kinds"] = _rows(held), _rows(named)
    return before, after


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _rows(kinds: Kinds) -> list[dict[str, Any]]:
    return [{"kind": kind, "effect_until": _plain(until)} for kind, until in kinds]


def values_of(after: Mapping[str, Any]) -> tuple[dict[str, Any], Kinds | None]:
    """What a change puts in, read back: columns, and the kinds where it has some."""
    values = {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in after.items()
        if name != "kinds"
    }
    if "kinds" not in after:
        return values, None
    return values, tuple(
        (row["kind"], date.fromisoformat(row["effect_until"]) if row["effect_until"] else None)
        for row in after["kinds"]
    )


def _judge_corrected(work: Work, ruling: Ruling, row: Revision) -> None:
    """Hold what a correction would make of an entry against everything that an entry must be."""
    values, named = values_of(row.after)
    held = tuple((one.kind, one.effect_until) for one in kinds_now(ruling))
    given = entry_of(
        ruling, values, held if named is None else named, original=row.original_seen or ruling.original_seen
    )
    require_sound(work, ruling, given, filed=bool(row.attachment_ref or ruling.attachment_ref))


@clause("6.4")
@performs("ruling.correct")
@worded("有原决定机关或者其上级机关新的文书；只减轻；另一家核对以前，结果不变")
def correct(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    outcome: str,
    by: str,
    answered_on: date,
    number: str,
    text: str,
    kinds: Sequence[Mapping[str, Any]] = (),
    organ: str = "",
    level: str = "",
    file: Any = None,
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """Propose what a new document of the organ that decided, or of its superior, changes or revokes."""
    with act(actor, "ruling.correct", ref, expect=expect, once=once) as a:
        ruling: Ruling = a.object
        handle_ruling(a, ruling, recusal)
        document = NewDocument(
            organ=ruling.issuer if by == "decider" else organ.strip(),
            number=number.strip(),
            on=answered_on,
            decided_on=ruling.decided_on,
            of_decider=by == "decider",
            level=level,
            filed=bool(file),
            original=original,
            used=numbers_of(ruling),
        )
        propose_change(a, ruling, outcome, document, kinds, text=text, file=file)
        a.say(organ=organ_label(a), number=ruling.number, outcome=WHATS[outcome])
    return done(a)


def numbers_of(ruling: Ruling) -> tuple[str, ...]:
    """The numbers of the documents on which a decision rests already."""
    kept = Revision.objects.filter(ruling=ruling, state__in=states_of("revision", "applied")).exclude(number="")
    return (ruling.number, *kept.order_by("pk").values_list("number", flat=True))


@clause("6.4", "6.5")
def propose_change(
    work: Work,
    ruling: Ruling,
    outcome: str,
    document: NewDocument,
    kinds: Sequence[Mapping[str, Any]],
    *,
    text: str,
    file: Any,
    appeal: Appeal | None = None,
) -> Revision:
    """Let a change or revocation stand as 拟变更; refused where its document or what it would do is not sound."""
    if ruling.state not in states_of("ruling", "in_force"):
        work.refuse_input(outcome="原决定已不在有效状态，没有可以变更、撤销的。")
    work.require(change_gate(document, pack_of(work).get("superior_levels", work.today), work.today))
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if outcome == "changed":
        held = tuple((one.kind, one.effect_until) for one in kinds_now(ruling))
        named = with_effect(kinds_of(work, kinds, ruling.effective_on), ruling.effective_on, pack_of(work))
        before, after = {"kinds": _rows(held)}, {"kinds": _rows(named)}
        _judge_changed(work, ruling, held, named)
    return _proposed(
        work, ruling, outcome, text=text, before=before, after=after, file=file, original=document.original,
        organ=document.organ, level=document.level, number=document.number, dated_on=document.on, appeal=appeal,
    )  # fmt: skip


def _judge_changed(work: Work, ruling: Ruling, held: Kinds, named: Kinds) -> None:
    pack, whose = pack_of(work), subject_of(ruling)
    keys = [kind for kind, _ in named]
    work.require(
        ruling_kinds.fitting(
            keys,
            person=whose.is_person,
            category=whose.category,
            level=ruling.level,
            issuer=ruling.issuer,
            pack=pack,
        )
    )
    same = sorted(held, key=str) == sorted(named, key=str)
    worse = ruling_kinds.worsened(held, named, pack)
    work.require(lessening_gate(work.spec.label, worse, kinds=len(named), same=same))


def _proposed(
    work: Work,
    ruling: Ruling,
    what: str,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    text: str,
    file: Any,
    original: bool,
    **more: Any,
) -> Revision:
    """The row of a change, which the other body is asked to check; one at a time."""
    waiting = Revision.objects.filter(ruling=ruling, state__in=states_of("revision", "proposed")).exists()
    work.require(decide(work.spec.label, [nothing_waits(waiting)]))
    organ = in_body(work.actor) or Function.NONE
    row = work.create(
        Revision(
            case=ruling.case, ruling=ruling, state="proposed", office=ruling.office, what=what, text=text, before=before,
            after=after, attachment_ref=new_ref() if file else "", original_seen=original,
            proposed_by=work.actor.name, proposer_id=work.actor.person_id, proposed_organ=organ.value, **more,
        )  # fmt: skip
    )
    if file:
        hang(work, file, f"{WHATS[what]}文书", "revision", row, row.attachment_ref)
    bearer = other_body(work, organ.value)
    work.owe("revision.confirm", bearer, f"核对处理决定的{WHATS[what]}", "6.4", obj=row, kind="revision", days=3)
    work.tell("change_waits", To(unit_id=bearer.unit_id))
    work.internal = True
    return row


def _said(row: Revision) -> str:
    parts = "、".join(LABELS[name] for name in row.after)
    return f"{WHATS[row.what]}{f'（{parts}）' if parts else ''}"


@clause("6.4", "6.5")
@performs("revision.confirm")
@worded("由另一家机关的人员逐项核对，与文书一致")
def confirm(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    agrees: Collection[str],
    original: bool = False,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """The other body has held the change against its document: it holds now, and what was applied is taken back."""
    with act(actor, "revision.confirm", ref, expect=expect, once=once) as a:
        row: Revision = a.object
        ruling = row.ruling
        handle_ruling(a, ruling, recusal)
        filed = bool(row.attachment_ref or (row.what == "corrected" and ruling.attachment_ref))
        a.require(
            confirm_gate(agrees=agrees, filed=filed, first_saw=row.original_seen, second_saw=original)
        )
        if ruling.state not in states_of("ruling", "in_force"):
            raise Invalid({"": "原决定已不在有效状态，请退回。"})
        _apply(a, row)
        a.discharge("revision.confirm")
        a.move(**checked_by(a, original))
        if row.appeal is not None:
            _answer(a, row, row.appeal)
        tell_subject(a, ruling, f"revision_{row.what}")
        a.say(organ=organ_label(a), number=ruling.number, what=_said(row))
    return done(a)


def _apply(work: Work, row: Revision) -> None:
    """Write what was confirmed, and take what it undoes back from every holder (A33)."""
    ruling = row.ruling
    values, named = values_of(row.after)
    if row.what == "corrected":
        _judge_corrected(work, ruling, row)
        work.change(ruling, ended_on=None, **values)
    else:
        end = {"revoked_on": row.dated_on} if row.what == "revoked" else {"ended_on": None}
        work.change(ruling, state=row.what, note=f"{row.number}：{row.text}" if row.number else row.text, **end)
    if named is not None:
        put_kinds(work, ruling, named, row.dated_on or work.today, corrected=row.what == "corrected")
    if row.what != "corrected" or set(row.after) & RESULTS:
        take_back(work, ruling, row.what, row.appeal)
    elif not set(row.after) <= _SILENT:
        reassess(work, ruling, row.what)


def _answer(work: Work, row: Revision, appeal: Appeal) -> None:
    """The appeal is answered by what was confirmed."""
    work.change(
        appeal, state="answered", outcome=row.what, answered_on=row.dated_on, answer_number=row.number,
        answer_text=row.text, answer_ref=row.attachment_ref,
    )  # fmt: skip


@clause("6.4")
@performs("revision.reject")
@worded("由另一家机关退回，理由只有与文书不符、对象有误、不属本机制")
def reject(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    why: str,
    reason: str,
    recusal: str = "",
    once: str | None = None,
) -> Done:
    """A change that does not agree with its document goes back; what is on record stays as it is."""
    with act(actor, "revision.reject", ref, expect=expect, once=once) as a:
        row: Revision = a.object
        handle_ruling(a, row.ruling, recusal)
        _ended(a, row, withheld=why, note=reason)
        bearer = body(a.jurisdiction_id, Function(row.proposed_organ))
        a.tell("change_returned", To(unit_id=bearer.unit_id))
        a.say(organ=organ_label(a), number=row.ruling.number, what=_said(row), why=WITHHELD[why], reason=reason)
    return done(a)


@clause("6.4")
@performs("revision.withdraw")
def withdraw(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Whoever proposed a change takes it back before it was confirmed."""
    with act(actor, "revision.withdraw", ref, expect=expect, once=once) as a:
        row: Revision = a.object
        _ended(a, row, note=reason)
        a.say(organ=organ_label(a), number=row.ruling.number, what=_said(row), reason=reason)
    return done(a)


def _ended(work: Work, row: Revision, **values: Any) -> None:
    """Nothing came of a change; an appeal that it was to answer waits for its answer again."""
    work.discharge("revision.confirm")
    work.move(**values)
    work.internal = True
    if row.appeal is not None:
        work.change(row.appeal, state="accepted")
        owner = body(work.jurisdiction_id, Function.CDI)
        work.owe(
            "appeal.answer", owner, "答复申诉", "6.4", obj=row.appeal, kind="appeal", due_on=row.appeal.answer_by
        )
