"""A new version of the parameters, drafted from the one in force: each change an act, with source and reason (九)."""

from __future__ import annotations

from datetime import date
from typing import Any

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism import tables
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import states_of
from duban.mechanism.parameters import PARAMETERS, Use, typed
from duban.mechanism.people.standing import Subject
from duban.mechanism.versions.changing import FIXED, source_faults
from duban.mechanism.versions.superior import PARAMETER
from duban.mechanism.words.named import number_word_fault, vocabulary
from duban.rulebook.actions.shared import done, office_of, refuse_blank, text_of
from duban.rulebook.models import DraftChange, PackDraft, SuperiorRule
from duban.rulebook.registry import file_document
from duban.rulebook.selectors.book import book
from duban.rulebook.selectors.drafts import base_of, candidate_of, open_changes
from duban.shared.actor import Actor
from duban.shared.errors import Invalid


@clause("9")
@performs("packdraft.open")
def draft_pack_version(
    *, actor: Actor, title: str, effective_on: date, reason: str, once: str | None = None
) -> Done:
    """Begin a new version from the one in force. It changes nothing until two other persons have confirmed it."""
    with act(actor, "packdraft.open", once=once) as a:
        office, unit_id = office_of(a)
        permit_creation(a, Subject(office=office))
        refuse_blank(title=title, reason=reason)
        _refuse_long(title=(title, 80), reason=(reason, 600))
        _refuse_day(a, effective_on)
        draft = PackDraft(
            state="draft",
            title=title.strip(),
            reason=reason.strip(),
            effective_on=effective_on,
            office=office.value,
            unit_id=unit_id,
            entered_by=a.actor.name,
        )
        a.found(draft)
        a.say(since=text_of(effective_on), reason=reason.strip())
    return done(a)


def _refuse_long(**given: tuple[str, int]) -> None:
    wrong = {
        name: f"最多 {limit} 个字。" for name, (text, limit) in given.items() if len(text.strip()) > limit
    }
    if wrong:
        raise Invalid(wrong)


@clause("9")
def _refuse_day(work: Work, effective_on: date) -> None:
    """A version holds from today or later (A41), and only where a notice is in force that it can change."""
    if effective_on < work.today:
        raise Invalid({"effective_on": "早于今天：新版本不溯及既往。"})
    if book(work.jurisdiction_id).on(effective_on) is None:
        raise Invalid({"effective_on": "还没有经人确认的通知；第一个版本由导入通知产生。"})


@clause("9")
@performs("packdraft.set")
@worded("值的类型正确，依据和理由齐全；改通知原文写明的，附文件")
def set_parameter(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    parameter: str,
    value: Any,
    source: str,
    reason: str,
    file: Any = None,
    once: str | None = None,
) -> Done:
    """Change one parameter in a draft. The value is typed by the parameter; source and reason are asked for."""
    with act(actor, "packdraft.set", ref, expect=expect, once=once) as a:
        draft: PackDraft = a.object
        now = _refuse_key(a, draft, parameter)
        made, told = typed(PARAMETERS[parameter], value)
        words = vocabulary(candidate_of(draft, open_changes(draft)), draft.effective_on)
        told = told or number_word_fault(parameter, made, words)
        if told:
            raise Invalid({"value": f"{told}。"})
        if made == now.value:
            raise Invalid({"value": f"与现行的值相同（{now.text}）。"})
        refuse_blank(source=source, reason=reason)
        _refuse_long(source=(source, 200), reason=(reason, 600))
        if wrong := source_faults(now, source, filed=bool(file)):
            raise Invalid(wrong)
        if file:
            file_document(a, file, f"依据：{_inside_quotes(now.title)}"[:40])
        _change(a, draft, parameter, tables.plain(made), source, reason)
        after = PARAMETERS[parameter].text(made)
        a.say(
            what=_inside_quotes(now.title),
            before=now.text,
            after=after,
            source=source.strip(),
            reason=reason.strip(),
        )
    return done(a)


def _inside_quotes(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")


def _refuse_key(work: Work, draft: PackDraft, key: str) -> Use:
    """The parameter as it stands on the draft's day; refused where no draft may change it."""
    if key not in PARAMETERS:
        raise Invalid({"parameter": "没有这个参数。" if key else "请选择参数。"})
    if key in FIXED:
        raise Invalid({"parameter": f"{FIXED[key]}。"})
    rule = SuperiorRule.objects.filter(
        target_kind=PARAMETER, target=key, state__in=states_of("override", "holding")
    ).first()
    if rule is not None and (rule.until is None or rule.until >= draft.effective_on):
        raise Invalid({"parameter": f"{rule}对这一参数另有规定，从其规定；先终止其登记，才能改。"})
    return base_of(work.jurisdiction_id, draft.effective_on).use(key, draft.effective_on)


def _change(
    work: Work, draft: PackDraft, key: str, value: Any, source: str, reason: str, answers: bool = False
) -> None:
    for row in open_changes(draft):
        if row.key == key:
            work.change(row, ended_at=work.at)
    work.create_all(
        [
            DraftChange(
                draft=draft,
                key=key,
                answers=answers,
                value=value,
                source=source.strip(),
                reason=reason.strip(),
                by=work.actor.name,
                at=work.at,
            )
        ]
    )


@clause("9")
@performs("packdraft.answer")
def set_answer(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    question: str,
    answer: str,
    source: str,
    reason: str,
    once: str | None = None,
) -> Done:
    """Change the answer to an open question that no parameter holds."""
    with act(actor, "packdraft.answer", ref, expect=expect, once=once) as a:
        draft: PackDraft = a.object
        now = base_of(a.jurisdiction_id, draft.effective_on).answer(question)
        if now is None:
            raise Invalid({"question": "没有这个未决问题，或者它由参数回答，请改参数。"})
        refuse_blank(answer=answer, source=source, reason=reason)
        _refuse_long(answer=(answer, 600), source=(source, 200), reason=(reason, 600))
        if answer.strip() == now[0]:
            raise Invalid({"answer": "与现在的答案相同。"})
        _change(a, draft, question, answer.strip(), source, reason, answers=True)
        a.say(what=question, source=source.strip(), reason=reason.strip())
    return done(a)


@performs("packdraft.drop")
def drop_change(
    *, actor: Actor, ref: str, expect: int | None = None, change: str, reason: str, once: str | None = None
) -> Done:
    """Take one change back; the draft then has the value in force again."""
    with act(actor, "packdraft.drop", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        row = next((row for row in open_changes(a.object) if row.key == change), None)
        if row is None:
            raise Invalid({"change": "这一版本里没有这项改动。"})
        a.change(row, ended_at=a.at)
        a.say(what=change if row.answers else _inside_quotes(PARAMETERS[change].title), reason=reason.strip())
    return done(a)


@clause("9")
@performs("packdraft.redate")
def redate_draft(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    effective_on: date,
    reason: str,
    once: str | None = None,
) -> Done:
    """Let a draft hold from another day, today at the earliest."""
    with act(actor, "packdraft.redate", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        _refuse_day(a, effective_on)
        a.change(a.object, effective_on=effective_on)
        a.say(since=text_of(effective_on), reason=reason.strip())
    return done(a)


@performs("packdraft.discard")
def discard_draft(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Lay a draft aside; it stays readable with its reason."""
    with act(actor, "packdraft.discard", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        a.say(reason=reason.strip())
        a.move()
    return done(a)
