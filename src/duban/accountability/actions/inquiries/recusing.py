"""回避: declared by the handling person or asked for by the unit, decided by the competent head."""

from __future__ import annotations

from collections.abc import Iterator

from duban.accountability.actions.shared import chosen, done, heads
from duban.accountability.facts import Dossier
from duban.accountability.models import Declaration, Inquiry
from duban.acts.beside import Answer, guards, worded
from duban.acts.gate.asked import Asked
from duban.acts.kinds import Bearer
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.handing_over import office_may_go_on, pass_to
from duban.mechanism.clauses import clause
from duban.mechanism.findings import answer_gate, decider_gate, may_handle
from duban.mechanism.people.standing import Function, PostRole, Role
from duban.organisations.selectors import directory
from duban.shared.actor import Actor

_VERDICTS = {"recused": "回避", "continues": "不必回避"}
_LEADING = {PostRole.PRINCIPAL, PostRole.OFFICE_HEAD}


@clause("5.0")
@performs("inquiry.declare_relation")
def declare_relation(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    relation: str,
    text: str = "",
    once: str | None = None,
) -> Done:
    """Declare a relation: from now on the person may not handle this case."""
    with act(actor, "inquiry.declare_relation", ref, expect=expect, once=once) as a:
        person = a.actor.person_id or 0
        hold_against(a, a.object, person, relation=relation, text=text, raised_by=a.actor.name)
        a.internal = True
        a.say(relation=relation)
    return done(a)


def hold_against(
    work: Work, inquiry: Inquiry, person_id: int, *, relation: str, text: str, raised_by: str
) -> None:
    """Keep a relation of somebody, and let the competent head decide on it."""
    if any(row.person_id == person_id and not row.verdict for row in Dossier(inquiry).relations):
        work.refuse_input(form="对这一人员已有待决定的回避事项。")
    work.create(
        Declaration(
            case=work.case,
            inquiry=inquiry,
            person_id=person_id,
            name=directory(work.jurisdiction_id).person(person_id).name,
            step=work.spec.key,
            related=True,
            relation=relation,
            text=text,
            raised_by=raised_by,
            at=work.at,
        )
    )
    if person_id != work.actor.person_id:
        asked = Bearer(Role.HOLDER, None, person_id)
        work.owe("inquiry.answer_relation", asked, "答复回避申请", "5.0", obj=inquiry, kind="inquiry", days=1,
                 in_person=True)  # fmt: skip
        work.tell("recusal_asked", To(person_id=person_id))
    bearer = decider_of(work, inquiry, person_id)
    work.owe("inquiry.decide_recusal", bearer, "决定回避事项", "5.0", obj=inquiry, kind="inquiry", days=2)
    work.tell("recusal_waits", bearer)


def organ_of(work: Work, inquiry: Inquiry, person_id: int) -> tuple[Function, bool]:
    """For which organ somebody handles the case, and whether that person heads it."""
    wanted = {Function(inquiry.office), Function.CDI, Function.ORG_DEPT}
    known = directory(work.jurisdiction_id)
    posts = [post for post in known.posts_of(person_id) if post.held_on(work.today) and post.unit_id]
    for post in posts:
        function = known.unit(post.unit_id or 0).function
        if function in wanted:
            same = [one for one in posts if one.unit_id == post.unit_id]
            return function, any(one.role in _LEADING for one in same)
    return Function.NONE, True


def decider_of(work: Work, inquiry: Inquiry, person_id: int) -> Bearer:
    """Who decides on a relation of somebody: the head of the organ, on the head itself a main leader."""
    organ, is_head = organ_of(work, inquiry, person_id)
    if not is_head:
        role = Role.OFFICE_HEAD if organ.value == inquiry.office else Role.PRINCIPAL
        return Bearer(role, directory(work.jurisdiction_id).office(organ).id)
    dossier = Dossier(inquiry)
    concerned = {line.id for line in dossier.of("leader", "person")} | {
        line.id for line in dossier.of("relation") if line.key != "continues"
    }
    leaders = directory(work.jurisdiction_id).main_leaders(work.today)
    others = [row.person_id for row in leaders if row.person_id not in concerned | {person_id}]
    return Bearer(Role.MAIN_LEADER, None, others[0] if others else None)


@guards("接办人没有应当回避的关系；另一办公室不是当事单位")
def _unrelated(asked: Asked) -> Iterator[Answer]:
    if asked.given is not None:
        inspector = int(asked.given["inspector"])
        yield may_handle(Dossier(asked.object).brief(), inspector, False, "none", "5.0")
        yield from office_may_go_on(asked, inspector)


@clause("5.0")
@performs("inquiry.hand_over")
def hand_over(
    *, actor: Actor, ref: str, expect: int | None = None, inspector: str, reason: str, once: str | None = None
) -> Done:
    """Another inspector without a relation goes on with the inquiry, one of the other office takes it there (A65)."""
    with act(actor, "inquiry.hand_over", ref, expect=expect, once=once) as a:
        pass_to(a, int(inspector), reason)
        a.internal = True
    return done(a)


@clause("5.0")
@performs("inquiry.answer_relation")
@worded("由被申请回避的本人答复")
def answer_relation(
    *, actor: Actor, ref: str, expect: int | None = None, text: str, once: str | None = None
) -> Done:
    """Answer to a recusal that was asked for: read by whoever decides on it."""
    with act(actor, "inquiry.answer_relation", ref, expect=expect, once=once) as a:
        own = [row for row in Dossier(a.object).relations if row.person_id == a.actor.person_id]
        row = next((one for one in own if not one.verdict and one.answered_at is None), None)
        a.require(answer_gate(row is not None))
        if row is not None:
            a.change(row, answer=text, answered_at=a.at)
        a.discharge("inquiry.answer_relation", person=a.actor.person_id)
        a.internal = True
    return done(a)


@clause("5.0")
@performs("inquiry.decide_recusal")
@worded("由申报人所在机关的负责人决定；负责人自己的由县委或县政府主要领导决定")
def decide_recusal(
    *,
    actor: Actor,
    ref: str,
    expect: int | None = None,
    declaration: str,
    verdict: str,
    opinion: str,
    replacement: str = "",
    once: str | None = None,
) -> Done:
    """The competent head decides: recused, with a replacement where the case would be left without, or not."""
    with act(actor, "inquiry.decide_recusal", ref, expect=expect, once=once) as a:
        inquiry: Inquiry = a.object
        waiting = [row for row in Dossier(inquiry).relations if not row.verdict]
        row: Declaration = chosen(a, "declaration", waiting, declaration)
        organ, is_head = organ_of(a, inquiry, row.person_id)
        a.require(
            decider_gate(
                own=row.person_id == a.actor.person_id,
                heads=heads(a, organ),
                declarant_is_head=is_head,
                main_leader=Role.MAIN_LEADER in a.roles,
            )
        )
        a.change(
            row,
            verdict=verdict,
            decider_id=a.actor.person_id,
            decided_by=a.actor.name,
            decided_at=a.at,
            opinion=opinion,
            replaced_by_id=int(replacement) if replacement else None,
        )
        if verdict == "recused":
            _replace(a, inquiry, row.person_id, replacement)
        _settled(a, inquiry, row)
        a.internal = True
        a.say(verdict=_VERDICTS[verdict], opinion=opinion)
    return done(a)


def _settled(work: Work, inquiry: Inquiry, row: Declaration) -> None:
    """End what was owed for one relation: the decision on it, and the answer that may still be missing."""
    bearer = decider_of(work, inquiry, row.person_id)
    deciding = owed.open_duties(
        work, "inquiry", inquiry, act="inquiry.decide_recusal", person=bearer.person_id, unit=bearer.unit_id
    )
    owed.end(work, deciding[:1], Obligation.Outcome.DONE)
    answering = owed.open_duties(
        work, "inquiry", inquiry, act="inquiry.answer_relation", person=row.person_id
    )
    owed.end(work, answering, Obligation.Outcome.CANCELLED)


def _replace(work: Work, inquiry: Inquiry, person_id: int, replacement: str) -> None:
    """Hand over what the recused person was to do."""
    if inquiry.inspector_id == person_id:
        if not replacement or int(replacement) == person_id:
            work.refuse_input(replacement="承办督查员回避的，须选定接办人。")
        work.change(inquiry, inspector_id=int(replacement))
        _pass_duties(work, person_id, int(replacement))
        work.tell("taken_over", To(person_id=int(replacement)), title=inquiry.title)
    if inquiry.approver_id == person_id:
        other = decider_of(work, inquiry, person_id).person_id
        work.change(inquiry, approver_id=other)
        if other:
            _pass_duties(work, person_id, other)


def _pass_duties(work: Work, from_id: int, to_id: int) -> None:
    work.change_all(owed.open_of_case(work, person=from_id), person_id=to_id)
