"""A drafted version: submitted once it has been tried, agreed to by one person, put into force by another (九)."""

from __future__ import annotations

from duban.acts.beside import worded
from duban.acts.registry import performs
from duban.acts.work import Done, act
from duban.mechanism.clauses import clause
from duban.mechanism.decision import decide
from duban.rulebook.actions.shared import carry_on, done, refuse_blank, text_of
from duban.rulebook.facts import as_submitted, coherent, from_the_first_day, has_changes, not_past, tried
from duban.rulebook.models import PackDraft, PackOrigin
from duban.rulebook.selectors.drafts import candidate_of, changed_by, open_changes
from duban.shared.actor import Actor


@clause("9")
@performs("packdraft.submit")
@worded("有改动，参数之间不矛盾，现在的内容已经核对，施行日期不早于今天，按整个年度计算的自1月1日起")
def submit_draft(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """Put a draft before those who confirm: with changes that fit together and that have been tried as they stand."""
    with act(actor, "packdraft.submit", ref, expect=expect, once=once) as a:
        draft: PackDraft = a.object
        rows = open_changes(draft)
        pack = candidate_of(draft, rows)
        a.require(
            decide(
                "提交参数新版本",
                [
                    has_changes(len(rows)),
                    not_past(draft.effective_on, a.today),
                    from_the_first_day((row.key for row in rows), draft.effective_on),
                    coherent(pack, draft.effective_on),
                    tried(draft, pack),
                ],
            )
        )
        a.move(submitted_by=a.actor.name, submitted_hash=pack.hash, agreed_by="", agreed_at=None)
        a.say(count=len(rows), since=text_of(draft.effective_on))
    return done(a)


@clause("9")
@performs("packdraft.agree")
@worded("没有参与起草；内容与提交时相同")
def agree_to_draft(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """The first confirmation: the head of one of the two offices, who had no part in the draft."""
    with act(actor, "packdraft.agree", ref, expect=expect, once=once) as a:
        draft: PackDraft = a.object
        pack = candidate_of(draft, open_changes(draft))
        a.require(
            decide("确认参数新版本", [as_submitted(draft, pack), not_past(draft.effective_on, a.today)])
        )
        a.move(agreed_by=a.actor.name, agreed_at=a.at)
    return done(a)


@clause("9")
@performs("packdraft.confirm")
@worded("没有参与起草，与前一确认人不是同一人；内容与提交时相同；施行日期不早于今天")
def confirm_draft(*, actor: Actor, ref: str, expect: int | None = None, once: str | None = None) -> Done:
    """The second confirmation, by another person: from its day on the version is in force, and is never changed."""
    with act(actor, "packdraft.confirm", ref, expect=expect, once=once) as a:
        draft: PackDraft = a.object
        rows = open_changes(draft)
        a.require(
            decide(
                "确认参数新版本施行",
                [as_submitted(draft, candidate_of(draft, rows)), not_past(draft.effective_on, a.today)],
            )
        )
        a.move(confirmed_by=a.actor.name, confirmed_at=a.at)
        carry_on(
            a,
            draft.effective_on,
            lambda pack: changed_by(pack, draft, rows),
            draft.title,
            kind=PackOrigin.Kind.VERSION,
            draft=draft,
        )
        a.say(since=text_of(draft.effective_on), count=len(rows))
    return done(a)


@performs("packdraft.send_back")
def send_back_draft(
    *, actor: Actor, ref: str, expect: int | None = None, reason: str, once: str | None = None
) -> Done:
    """Give a submitted draft back to those who draft it."""
    with act(actor, "packdraft.send_back", ref, expect=expect, once=once) as a:
        refuse_blank(reason=reason)
        a.say(reason=reason.strip())
        a.move(submitted_hash="", submitted_by="", agreed_by="", agreed_at=None)
    return done(a)
