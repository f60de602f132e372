"""What a handover does: each thing on the list passes by its own act, or stays to be arranged by who heads the unit."""

from __future__ import annotations

from collections.abc import Iterable

from duban.acts.batches.batch import Batch
from duban.acts.gate import entry
from duban.acts.kinds import object_of, people
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.charges import Held, charges_of
from duban.acts.sight.visibility import may_see
from duban.acts.work import To, Work
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import act_named
from duban.organisations.models import Delegation, Handover, HandoverItem
from duban.organisations.selectors.handover_list import listed
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Unmet

Fate = HandoverItem.Fate
_WHY = 200


@clause("3.0")
def carry_out(work: Work, row: Handover) -> tuple[int, int]:
    """Everything but drafts passes or is left: how much of each."""
    items = [one for one in listed(row) if one.fate == Fate.PASSES]
    named = _named(row.giver_id)
    tried = {one.key: why for one, why in _try(Batch(work.actor, work.at, work), row)}
    for item in (one for one in items if one.sort == "charge"):
        key = (item.object_kind, item.object_id or 0)
        _became(work, item, tried.get(key), there=key in tried)
    for item in (one for one in items if one.sort == "duty"):
        _pass_duty(work, row, item)
    _leave_barred(work, row, named)
    _tell_delegators(work, row)
    fates = [one.fate for one in items if one.sort != "draft"]
    return fates.count(Fate.PASSED), fates.count(Fate.LEFT)


def foreseen(actor: Actor, row: Handover) -> list[tuple[Held, str]]:
    """What would become of each charge: why it would not pass, empty where it would. Nothing is written."""
    return list(_try(Batch(actor, clock.now()), row))


def _try(batch: Batch, row: Handover) -> Iterable[tuple[Held, str]]:
    """Let each charge on the list pass by itself; one that is refused leaves the others as they are."""
    wanted = {(one.object_kind, one.object_id) for one in listed(row) if one.sort == "charge"}
    reason = f"{row.giver.name}{row.cause}，交接经办。"
    found = []
    for held in charges_of(row.giver_id):
        if held.key not in wanted:
            continue
        try:
            with batch.row():
                held.charge.pass_on(batch, held.object, row.receiver_id, reason)
        except ActError as error:
            found.append((held, _words(error)))
        else:
            found.append((held, ""))
    batch.flush()
    return found


def _became(work: Work, item: HandoverItem, why: str | None, *, there: bool) -> None:
    """What became of a line: over, passed, or left with the reason."""
    fate = Fate.OVER if not there else Fate.LEFT if why else Fate.PASSED
    work.change(item, fate=fate, why=(why or "")[:_WHY])


def _pass_duty(work: Work, row: Handover, item: HandoverItem) -> None:
    """What is owed by name without a whole case: to the receiver, who may do it, or by name to the director."""
    open_now = duties.standing_so(duties.HELD, person=row.giver_id).filter(pk=item.object_id or 0)
    duty = open_now.first()
    why = _why_not(row.receiver_id, duty) if duty is not None else None
    if duty is not None:
        work.change_all([duty], person_id=row.director_id if why else row.receiver_id)
    _became(work, item, why, there=duty is not None)


def _named(person_id: int) -> list[int]:
    """What somebody owes by name and not in person, by key."""
    rows = duties.standing_so(duties.HELD, person=person_id).filter(in_person=False)
    return list(rows.values_list("pk", flat=True))


def _leave_barred(work: Work, row: Handover, named: list[int]) -> None:
    """What came with a case and the receiver may not do himself (职责分开): by name to the director."""
    came = duties.standing_so(duties.HELD, person=row.receiver_id).filter(pk__in=named)
    for duty in came.order_by("pk"):
        if _why_not(row.receiver_id, duty):
            work.change_all([duty], person_id=row.director_id)


def _why_not(person_id: int, duty: Obligation) -> str:
    """Why somebody may not do what is owed; empty where he may."""
    actor, obj, act = people(duty.jurisdiction_id).get(person_id), object_of(duty), act_named(duty.act)
    if actor is None or obj is None:
        return "接收人没有在任职务。"
    refused = entry.powerless(actor, act, obj, entry.earlier_of(act, obj))
    return _words(refused) if refused is not None else ""


def _words(error: ActError) -> str:
    """Why somebody may not, in a line: of conditions those that are not met."""
    if isinstance(error, Unmet):
        return "".join(f"{reason.condition}：{reason.finding}" for reason in error.decision.missing)
    return error.message or "不能办理。"


def _tell_delegators(work: Work, row: Handover) -> None:
    """Who had delegated a post to the giver is told to take it back and to give it anew."""
    keys = [one.object_id or 0 for one in listed(row) if one.sort == "delegation"]
    for given in Delegation.objects.filter(pk__in=keys).select_related("post"):
        to = To(person_id=given.post.person_id)
        work.tell("delegate_leaves", to, name=row.giver.name, post=given.post.title)


def left_open(actor: Actor, row: Handover) -> list[str]:
    """What was left to be arranged and still bears the name of the giver, of what the actor may know of."""
    left = {(one.object_kind, one.object_id): one for one in listed(row) if (one.sort, one.fate) == ("charge", Fate.LEFT)}
    held = [one for one in charges_of(row.giver_id) if one.key in left]
    return [left[one.key].title for one in held if may_see(actor, one.charge.kind, one.object)]
