"""催办 by hand: a message, a telephone call that was made, or what is urgent. Nothing is asked back."""

from __future__ import annotations

from collections.abc import Iterator

from duban.acts.beside import Answer, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.registry import performs
from duban.acts.work import Done, To, Work, act
from duban.matters.actions.shared import done
from duban.matters.models import Matter, Reminder
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.mechanism.key_work.reminding import GROUNDS, press_gate, reminder_gate, usual_words
from duban.mechanism.people.standing import Role
from duban.rulebook.selectors import pack_for
from duban.shared.actor import Actor

_BY_HAND = (Reminder.Way.MESSAGE, Reminder.Way.PHONE)


def _urged(asked: Asked) -> Obligation | None:
    """The duty that is urged: the one named, else what the responsible unit owes first."""
    rows = [row for row in owed.open_of_case(asked, counting=True) if row.due_on is not None]
    chosen = (asked.given or {}).get("duty")
    if chosen:
        rows = [row for row in rows if str(row.pk) == str(chosen)]
    return min(rows, key=lambda row: (row.due_on, row.pk), default=None)


def _ways(asked: Asked) -> list[str]:
    """How the duty was urged until now, one for each time."""
    row = found(_urged(asked))
    return asked.once_read("ways", lambda: list(Reminder.objects.filter(duty=row).values_list("way", flat=True)))


@guards("责任单位有限期未办的事")
def _owed_by_unit(asked: Asked) -> Iterator[Answer]:
    if _urged(asked) is None:
        finding = "没有，或者已经办了、已暂缓。"
        yield lacking(asked.spec, "责任单位有限期未办的事", finding, Remedy("经办督查员", "", "看本事项的待办"), field="duty")


@guards("责任单位有限期未办的事；同一件事超过规定次数的，由主任催办")
def _may_remind(asked: Asked) -> Iterator[Answer]:
    if _urged(asked) is None:
        yield from _owed_by_unit(asked)
        return
    told = sum(way in _BY_HAND for way in _ways(asked))
    yield reminder_gate(found(_urged(asked)).label, told, Role.OFFICE_HEAD in asked.roles, pack_for(asked), asked.today)


@guards("县领导要求马上办，或者主任对特急件、突发事件")
def _urgent(asked: Asked) -> Iterator[Answer]:
    if asked.given is not None:
        yield press_gate(asked.given["ground"], Role.LEADER in asked.roles)


@clause("3.0")
@performs("matter.remind")
def remind(
    *, actor: Actor, ref: str, expect: int | None = None, duty: str = "", text: str = "", once: str | None = None
) -> Done:
    """Urge the responsible unit by a message; without words of one's own the usual ones are said."""
    with act(actor, "matter.remind", ref, expect=expect, once=once) as a:
        row = found(_urged(a))
        words = text.strip() or usual_words(row.label, found(row.due_on), a.today)
        _keep(a, row, Reminder.Way.MESSAGE, words)
    return done(a)


@clause("3.0")
@performs("matter.phone")
def phone(
    *, actor: Actor, ref: str, expect: int | None = None, duty: str = "", text: str, once: str | None = None
) -> Done:
    """Enter a telephone call that urged the unit; it counts like a message."""
    with act(actor, "matter.phone", ref, expect=expect, once=once) as a:
        _keep(a, found(_urged(a)), Reminder.Way.PHONE, text)
    return done(a)


@clause("3.0")
@performs("matter.press")
def press(
    *, actor: Actor, ref: str, expect: int | None = None, duty: str = "", ground: str, text: str, once: str | None = None
) -> Done:
    """Urge at once, whatever the hour, with a reason that everybody may read."""
    with act(actor, "matter.press", ref, expect=expect, once=once) as a:
        _keep(a, found(_urged(a)), Reminder.Way.URGENT, text, ground)
        a.say(ground=GROUNDS[ground])
    return done(a)


def _keep(work: Work, row: Obligation, way: Reminder.Way, text: str, ground: str = "") -> None:
    """Enter the reminder and tell the unit and whoever handles the matter there."""
    matter: Matter = work.object
    nth, unit_id = len(_ways(work)) + 1, found(row.unit_id or matter.lead_unit_id)
    work.create_all(
        [
            Reminder(
                case=work.case, duty=row, unit_id=unit_id, nth=nth, way=way, ground=ground,
                text=text, by=work.actor.name, on=work.today, at=work.at,
            )
        ]
    )  # fmt: skip
    kind = {Reminder.Way.MESSAGE: "urged", Reminder.Way.PHONE: "phoned", Reminder.Way.URGENT: "pressed"}[way]
    said = {"ground": GROUNDS[ground]} if ground else {"nth": nth}
    to = [To(unit_id=unit_id)]
    to += [To(person_id=matter.handler_id)] if matter.handler_id else []
    work.tell_all(kind, to, title=matter.title, text=text, **said)
    work.say(text=text, duty=f"“{row.label}”", **({} if ground else {"nth": nth}))
