"""A notice: adopted as a draft, confirmed by another person, extended by a document (九)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Protocol

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles import states_of
from duban.mechanism.notice.answers import unanswered
from duban.mechanism.notice.reading import NoticeUnreadable
from duban.mechanism.parameters import Pack, PackError
from duban.mechanism.people.standing import Role, Subject
from duban.mechanism.versions.changing import inherited
from duban.mechanism.versions.superior import PARAMETER
from duban.rulebook.actions.shared import carry_on, done, keep_pack, office_of, refuse_blank, text_of
from duban.rulebook.facts import everything_answered
from duban.rulebook.models import DraftChange, Notice, PackOrigin, SuperiorRule
from duban.rulebook.policies import confirming_office
from duban.rulebook.registry import file_document
from duban.rulebook.selectors.book import book
from duban.rulebook.selectors.notice_read import (
    Adoption,
    answers_of,
    binding_data,
    comparison_data,
    hash_of,
    read_again,
    read_notice,
)
from duban.shared.actor import Actor
from duban.shared.errors import Invalid

_FIRST_DAY = date(1949, 10, 1)
_LONGEST = timedelta(days=5 * 366)


class File(Protocol):
    """A file in hand: its name and bytes."""

    @property
    def name(self) -> str:
        """The name as given."""

    @property
    def content(self) -> bytes:
        """The bytes."""


@clause("9")
@performs("notice.adopt")
def adopt_notice(
    *,
    actor: Actor,
    file: File | None,
    issued_on: date | None = None,
    number: str = "",
    issuer: str = "",
    despite: str = "",
    once: str | None = None,
) -> Done:
    """Take a notice in as a draft. The facts of its issue are a person's to state; the text's own are only proposed."""
    with act(actor, "notice.adopt", once=once) as a:
        office, unit_id = office_of(a)
        permit_creation(a, Subject(office=office))
        adoption = _read(file, issued_on, number.strip(), issuer.strip())
        issued = _sound_facts(adoption, a.today, despite)
        notice = Notice(
            state="draft",
            title=adoption.notice.title[:200],
            number=adoption.number,
            issuer=adoption.issuer,
            issued_on=issued,
            text=adoption.notice.text,
            text_hash=hash_of(adoption.notice.text),
            office=office.value,
            unit_id=unit_id,
            binding=binding_data(adoption),
            comparison=comparison_data(adoption),
            entered_by=a.actor.name,
        )
        _refuse_again(notice)
        a.found(notice)
        a.enter()
        a.say(
            bound=len(adoption.comparison.bound),
            differing=len(adoption.comparison.differing),
            asked=len(unanswered(adoption.comparison.asked, ())),
            despite=f"发文信息与原文不一致，{despite.strip()}。" if adoption.contradicted else "",
        )
    return done(a)


def _read(file: File | None, issued_on: date | None, number: str, issuer: str) -> Adoption:
    if file is None:
        raise Invalid({"file": "请选择通知文本。"})
    try:
        return read_notice(file.content, issued_on=issued_on, number=number, issuer=issuer)
    except NoticeUnreadable as error:
        raise Invalid({"file": f"{error}。"}) from error


@clause("9")
@worded("印发日期、发文字号、发文机关齐全，与原文一致或者说明理由")
def _sound_facts(adoption: Adoption, today: date, despite: str) -> date:
    """Refuse facts that are missing, only proposed by the text, against it or impossible; returns the day of issue."""
    wrong = {name: f"原文没有写明{label}，请填写。" for name, label in adoption.missing.items()}
    wrong |= {name: f"原文写的是“{value}”，请核对后填写。" for name, value in adoption.suggested.items()}
    if not despite.strip():
        wrong |= {
            name: f"{asked.question}。请核对；以填写的为准的，写明理由。"
            for name, asked in adoption.contradicted.items()
        }
    issued = adoption.issued_on
    if issued is not None and issued > today:
        wrong["issued_on"] = "印发日期晚于今天。"
    if issued is not None and issued < _FIRST_DAY:
        wrong["issued_on"] = f"早于{text_of(_FIRST_DAY)}，请核对年份。"
    wrong |= {
        name: f"最多 {limit} 个字。"
        for name, limit in (("number", 60), ("issuer", 80))
        if len(getattr(adoption, name)) > limit
    }
    if wrong or issued is None:
        raise Invalid(wrong)
    return issued


def _refuse_again(notice: Notice) -> None:
    same = Notice.objects.filter(text_hash=notice.text_hash, number=notice.number, issued_on=notice.issued_on)
    if same.exclude(state__in=states_of("notice", "discarded")).exists():
        raise Invalid({"file": f"{notice}已经导入，不再重复。"})


@clause("9")
@performs("notice.confirm")
@worded("与导入人、答复人不是同一人；待定项都有答复")
def confirm_notice(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Bring a notice into force: another person than the one who entered it; its pack holds from the day of issue."""
    with act(actor, "notice.confirm", ref, expect=expect, once=once) as a:
        notice = a.object
        adoption = read_again(notice)
        answers = answers_of(notice)
        a.require(decide("确认通知生效", [everything_answered(adoption.asked, answers)]))
        settled = adoption.answered(answers)
        pack = _with_own_answers(a, _pack_of(settled), notice, settled)
        a.move(confirmed_by=a.actor.name, confirmed_at=a.at, binding=binding_data(settled))
        keep_pack(a, notice, pack, notice.issued_on, pack.name, kind=PackOrigin.Kind.NOTICE)
        a.say(since=text_of(notice.issued_on), until=text_of(pack.get("effective_to", notice.issued_on)))
    return done(a)


def _pack_of(adoption: Adoption) -> Pack:
    try:
        return adoption.pack()
    except PackError as error:
        raise Invalid({"": f"{error}。"}) from error


@clause("8", "9")
def _with_own_answers(work: Work, pack: Pack, notice: Notice, adoption: Adoption) -> Pack:
    """The pack of a notice with what the county decided earlier and this notice does not fix: versions, superior rules.

    A county that answered an open question need not answer it again because it issues its notice anew.
    """
    entry = book(work.jurisdiction_id).on(notice.issued_on)
    if entry is None:
        return pack
    decided = DraftChange.objects.filter(draft__state__in=states_of("packdraft", "confirmed"), ended_at=None)
    answered = dict(decided.filter(answers=True).values_list("key", "at"))
    keys = {*decided.filter(answers=False).values_list("key", flat=True), "overrides"}
    keys |= set(
        SuperiorRule.objects.filter(
            target_kind=PARAMETER, state__in=states_of("override", "confirmed")
        ).values_list("target", flat=True)
    )
    fixed = {one.key for one in adoption.comparison.found}
    made = inherited(pack, entry[1], keys - fixed, notice.issued_on)
    return made.with_answers(
        {key: answer for key in answered if (answer := entry[1].answer(key)) is not None}
    )


@performs("notice.discard")
def discard_notice(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Lay a draft aside; it stays readable with its reason."""
    with act(actor, "notice.discard", ref, expect=expect, once=once) as a:
        if not reason.strip():
            a.refuse_input(reason="请填写。")
        a.say(reason=reason)
        a.move()
    return done(a)


@clause("9")
@performs("notice.extend")
@worded("晚于现在的到期日，附延期文件")
def extend_notice(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    number: str,
    title: str,
    dated_on: date,
    until: date,
    file: Any,
    once: str | None = None,
) -> Done:
    """Register the document that extends the trial; nothing changes until the other office has confirmed it."""
    with act(actor, "notice.extend", ref, expect=expect, once=once) as a:
        notice: Notice = a.object
        wrong = {"number": "" if number.strip() else "请填写。", "title": "" if title.strip() else "请填写。"}
        wrong |= _wrong_extension(a, notice, dated_on, until)
        if any(wrong.values()):
            raise Invalid({name: message for name, message in wrong.items() if message})
        file_document(a, file, "延期文件")
        source = f"《{title.strip()}》（{number.strip()}）"
        a.move(
            proposed={
                "source": source,
                "dated_on": dated_on.isoformat(),
                "until": until.isoformat(),
                "office": office_of(a)[0].value,
                "by": a.actor.name,
            }
        )
        a.say(number=number, until=text_of(until))
    return done(a)


def _wrong_extension(work: Work, notice: Notice, dated_on: date, until: date) -> dict[str, str]:
    """Why a document extends nothing, by field; empty words where it does."""
    entry = book(work.jurisdiction_id).on(dated_on)
    ends = entry[1].get("effective_to", dated_on) if entry else None
    return {
        "dated_on": _wrong_date(dated_on, notice.issued_on, work.today),
        "until": _wrong_end(until, ends, work.today),
        "": "" if _is_last(work, notice) else "这份通知已由后来的通知接替，不能再延期。",
    }


@clause("9")
@performs("notice.confirm_extension")
@worded("与登记人不是同一人，由另一家办公室的主任或者县委、县政府主要领导确认")
def confirm_extension(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Put an extension into force from the day of its document: another person, of the other office or a main leader."""
    with act(actor, "notice.confirm_extension", ref, expect=expect, once=once) as a:
        notice: Notice = a.object
        a.require(decide(a.spec.label, [_by_the_other_office(a, notice)]))
        asked = dict(notice.proposed)
        dated_on, until = (date.fromisoformat(asked[name]) for name in ("dated_on", "until"))
        wrong = _wrong_extension(a, notice, dated_on, until)
        if any(wrong.values()):
            raise Invalid({"": next(message for message in wrong.values() if message)})
        extended = {"effective_to": (until, dated_on, asked["source"], f"延期至{text_of(until)}")}
        kind = PackOrigin.Kind.EXTENSION
        carry_on(a, dated_on, lambda pack: pack.with_values(extended), asked["source"], kind=kind)
        a.move(proposed={})
        a.say(source=asked["source"], until=text_of(until))
    return done(a)


def _by_the_other_office(work: Work, notice: Notice) -> Reason:
    wanted = confirming_office(notice)
    other = Role.MAIN_LEADER in work.roles or any(post.function is wanted for post in work.actor.posts)
    return Reason(
        "9",
        "由另一家办公室的主任或者主要领导确认",
        holds(other),
        f"由{notice.proposed['by']}登记，待{wanted.label}确认。",
        remedies=(Remedy(f"{wanted.label}主任", "notice.confirm_extension", "确认试行期的延长"),),
    )


@performs("notice.withdraw_extension")
def withdraw_extension(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Take a registered extension back before it was confirmed; the trial ends when it did."""
    with act(actor, "notice.withdraw_extension", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        a.say(reason=reason)
        a.move(proposed={})
    return done(a)


def _is_last(work: Work, notice: Notice) -> bool:
    return book(work.jurisdiction_id).packs[-1][2].ref == notice.ref


def _wrong_date(dated_on: date, since: date, today: date) -> str:
    if dated_on < since:
        return f"早于通知的印发日期（{text_of(since)}）。"
    return "晚于今天。" if dated_on > today else ""


def _wrong_end(until: date, ends: date | None, today: date) -> str:
    if ends is not None and until <= ends:
        return f"应晚于现在的到期日（{text_of(ends)}）。"
    return "晚于今天五年以上，请核对年份。" if until > today + _LONGEST else ""
