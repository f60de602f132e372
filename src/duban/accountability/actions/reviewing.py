"""问责记录查询: answered by the records or by 本机制内未见记录, never by 合格; each query is an act with its purpose (7.1.1)."""

from __future__ import annotations

from typing import Any

from duban.accountability.actions.shared import done
from duban.accountability.models import Review
from duban.accountability.selectors.review.lines import answered, everybody_recorded, key_work_record
from duban.accountability.selectors.review.roll import lines_of, roll_of
from duban.accountability.selectors.year.scope import COUNTY, asking_organ
from duban.acts.registry import performs
from duban.acts.work import Done, Work, act, permit_creation
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.rolls import lines_in
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Reason, Remedy, decide, holds
from duban.mechanism.lifecycles.yearly import PURPOSES
from duban.mechanism.people.standing import Function
from duban.mechanism.review.lines import Line
from duban.mechanism.review.roll import Roll
from duban.organisations.selectors import directory
from duban.shared.actor import Actor

MOST = 5000
SECRET = "secret"  # noqa: S105 - a purpose: the list is not public yet
_PURPOSES = dict(part.split("=", 1) for part in PURPOSES.split("|"))


@clause("7.1.1", "7.3.1", "7.3.2")
@performs("review.query")
def query(
    *,
    actor: Actor,
    purpose: str,
    subject: str,
    requester: str,
    names: str = "",
    file: Upload | None = None,
    once: str | None = None,
) -> Done:
    """Answer for a name or a list; the answer is kept as it was given. Raises for a list that is not public (A52)."""
    with act(actor, "review.query", once=once) as a:
        permit_creation(a, COUNTY)
        organ = _organ(a)
        known = directory(a.jurisdiction_id)
        roll = roll_of(known, a.today)
        asked = _asked(a, names, file, roll)
        a.require(_may_ask(purpose, len(asked), organ))
        lines = answered(a.jurisdiction_id, asked, known, roll, a.today)
        counts = {word: sum(line["status"] == word for line in lines) for word in ("recorded", "unclear")}
        _keep(a, "query", organ, purpose, subject, requester, lines, len(lines), counts)
        a.say(
            organ=organ.label,
            requester=requester,
            purpose=_PURPOSES.get(purpose, purpose),
            asked=len(lines),
            **counts,
        )
    return done(a)


def _organ(work: Work) -> Function:
    organ = asking_organ(work.actor)
    return organ if organ is not None else Function.NONE


def _asked(work: Work, names: str, file: Upload | None, roll: Roll) -> tuple[Line, ...]:
    if file is not None and names.strip():
        work.refuse_input(file="名单请只用一种方式：填写，或者上传。")
    text = names if file is None else lines_in(file)
    asked = lines_of(text, roll)
    if not asked:
        work.refuse_input(names="请填写名单，一行一个。")
    if len(asked) > MOST:
        work.refuse_input(names=f"一次最多{MOST}行，现在{len(asked)}行，请分开查询。")
    return asked


@clause("7.1.1")
def _may_ask(purpose: str, count: int, organ: Function) -> Any:
    """A list that is not public yet does not enter the system: one name at a time, by 县委组织部 (A52)."""
    open_list = purpose != SECRET or (count == 1 and organ is Function.ORG_DEPT)
    finding = "名单已公示或不涉及任职。" if purpose != SECRET else f"名单未公示，现有{count}行。"
    return decide(
        "问责记录查询",
        [
            Reason(
                "7.1.1",
                "未公示的任职名单不传入系统",
                holds(open_list),
                finding,
                remedies=(
                    Remedy("县委组织部", "review.query", "单人查询"),
                    Remedy("县委组织部", "review.export", "导出清单，在系统外比对"),
                ),
                field="purpose",
            )
        ],
    )


def _keep(
    work: Work,
    what: str,
    organ: Function,
    purpose: str,
    subject: str,
    requester: str,
    lines: list[dict[str, Any]],
    asked: int,
    counts: dict[str, int],
) -> None:
    work.found(
        Review(
            state="answered",
            what=what,
            organ=organ.value,
            purpose=purpose,
            subject=subject,
            requester=requester,
            asked=asked,
            lines=lines,
            by=f"{work.actor.name}（{work.actor.title}）"[:60],
            person_id=work.actor.person_id or 0,
            on=work.today,
            **counts,
        )
    )
    work.internal = True


@clause("7.1.1")
@performs("review.export")
def export(*, actor: Actor, subject: str, once: str | None = None) -> Done:
    """List everybody with a record, so that a list that is not public is matched outside the system (A52)."""
    with act(actor, "review.export", once=once) as a:
        permit_creation(a, COUNTY)
        known = directory(a.jurisdiction_id)
        lines = everybody_recorded(a.jurisdiction_id, known, roll_of(known, a.today), a.today)
        counts = {"recorded": len(lines), "unclear": 0}
        _keep(a, "export", _organ(a), SECRET, subject, Function.ORG_DEPT.label, lines, 0, counts)
        a.say(organ=Function.ORG_DEPT.label, purpose=subject, recorded=len(lines))
    return done(a)


@clause("7.1.1")
@performs("review.record")
def record(*, actor: Actor, person: str, subject: str, once: str | None = None) -> Done:
    """Put together the key-work record of one person for 县委组织部: what there was, no score of any kind."""
    with act(actor, "review.record", once=once) as a:
        permit_creation(a, COUNTY)
        known = directory(a.jurisdiction_id)
        if not person.isdecimal():
            a.refuse_input(person="请选择人员。")
        row = known.person(int(person))
        lines = key_work_record(a.jurisdiction_id, row, roll_of(known, a.today), a.today)
        counts = {"recorded": len(lines[0]["parts"]), "unclear": 0}
        _keep(a, "record", _organ(a), "other", subject, Function.ORG_DEPT.label, lines, 1, counts)
        a.say(organ=Function.ORG_DEPT.label)
    return done(a)
