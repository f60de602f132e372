"""预计不能按期完成: the unit says so before the limit, the office answers; no limit moves by it (A104)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.registry import performs
from duban.acts.work import Done, To, act
from duban.matters.actions.shared import done, unit_name
from duban.matters.escalation import Limit, limits_of, running_measures
from duban.matters.models import Matter
from duban.matters.policies import bearer_of
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.mechanism.key_work.forewarning import ANSWERS, expected_fault, forewarning_gate
from duban.mechanism.people.standing import Role
from duban.proceedings.actions.sign import acting_post
from duban.proceedings.models import Forewarning
from duban.shared.actor import Actor

_ANSWER = "matter.answer_forewarning"


def _waiting(asked: Asked) -> Forewarning | None:
    rows = Forewarning.objects.filter(case=asked.case, answered_at=None).order_by("-pk")
    return asked.once_read("forewarning", lambda: rows.first())


def _limits(asked: Asked) -> dict[str, Limit]:
    return limits_of(asked.object.due_on, running_measures(asked, asked.object))


@guards("时限未过，没有待答复的；预计完成日期在时限以后")
def _forewarnable(asked: Asked) -> Iterator[Answer]:
    limits = _limits(asked)
    yield forewarning_gate((one.on for one in limits.values()), _waiting(asked) is not None, asked.today)
    chosen = limits.get(asked.given["of"]) if asked.given is not None else None
    if asked.given is not None and chosen is not None and (fault := expected_fault(asked.given["expected_on"], chosen.on)):
        yield Wrong({"expected_on": fault})


@clause("3.1.8")
@performs("matter.forewarn")
def forewarn(
    *, actor: Actor, ref: str, expect: int | None = None, of: str, expected_on: date, why: str, once: str | None = None
) -> Done:
    """Say that a limit will not be met, why and until when it takes; the office is told at once and owes an answer."""
    with act(actor, "matter.forewarn", ref, expect=expect, once=once) as a:
        matter: Matter = a.object
        limit, unit = _limits(a)[of], unit_name(a, a.object.lead_unit_id)
        a.create(
            Forewarning(
                case=a.case,
                limit_label=limit.label,
                limit_on=limit.on,
                expected_on=expected_on,
                why=why,
                told_by=a.actor.name,
                told_at=a.at,
            )
        )
        inspector = bearer_of(matter, Role.INSPECTOR)
        a.owe(_ANSWER, inspector, "答复预计不能按期", "3.1.8", days="forewarning_answer_workdays")
        told = f"{limit.label} {limit.on:%Y-%m-%d}"
        a.tell("forewarned", To(person_id=matter.inspector_id), unit=unit, limit=told, title=matter.title, why=why)
        a.say(unit=unit, limit=told, expected=f"{expected_on:%Y-%m-%d}", why=why)
    return done(a)


@guards("有待答复的预计不能按期")
def _forewarning_waits(asked: Asked) -> Iterator[Answer]:
    if _waiting(asked) is None:
        remedy = Remedy("责任单位", "matter.forewarn", "报告预计不能按期")
        yield lacking(asked.spec, "有待答复的预计不能按期", "没有待答复的。", remedy)
    if asked.given is not None and asked.given["answer"] == "coordinate" and not asked.given["opinion"].strip():
        yield Wrong({"opinion": "写明协调什么、由谁协调。"})


@clause("3.1.8")
@performs("matter.answer_forewarning")
def answer_forewarning(
    *, actor: Actor, ref: str, expect: int | None = None, answer: str, opinion: str = "", once: str | None = None
) -> Done:
    """Answer it: coordinate, hold to the limit, or ask for an extension in its own way. No limit moves."""
    with act(actor, _ANSWER, ref, expect=expect, once=once) as a:
        matter: Matter = a.object
        a.change(
            found(_waiting(a)),
            answer=answer,
            opinion=opinion,
            answered_by=a.actor.name,
            answered_post=acting_post(a),
            answered_at=a.at,
        )
        a.discharge(_ANSWER)
        said = ANSWERS[answer]
        a.tell("forewarning_answered", To(unit_id=matter.lead_unit_id), answer=said, title=matter.title, opinion=opinion)
        a.say(answer=said, opinion=opinion)
    return done(a)

