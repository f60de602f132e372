"""Extensions, applications and verification by two persons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.kinds import Bearer
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.key_work.rating import verified_fault
from duban.mechanism.ladder import extension_gate
from duban.mechanism.parameters import Pack
from duban.proceedings.actions.sign import acting_post
from duban.proceedings.models import Application, Extension, Verification
from duban.shared.errors import Invalid
from duban.shared.models import Versioned


@clause("3.3.8")
def request_extension(
    work: Work, *, limit: date, new_due: date, reason: str, pack: Pack, decider: Bearer, clause_id: str
) -> Extension:
    """Ask for a later limit: before expiry, once by default; the same level that approved decides (A21)."""
    earlier = list(Extension.objects.filter(object_kind=work.kind, object_id=work.object.pk))
    if any(row.state == Extension.State.ASKED for row in earlier):
        work.refuse_input(form="已有一份延期申请待答复。")
    used = sum(1 for row in earlier if row.state == Extension.State.GRANTED)
    work.require(extension_gate(used, limit, new_due, pack, work.today))
    row = work.create(
        Extension(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            old_due=limit,
            new_due=new_due,
            reason=reason,
            asked_by=work.actor.name,
            asked_at=work.at,
        )
    )
    work.owe(f"{work.kind}.decide_extension", decider, "答复延期申请", clause_id, days=2)
    return row


def decide_extension(work: Work, *, granted: bool, opinion: str) -> tuple[Extension, int]:
    """Answer the extension in hand, and tell how many were answered before; a refusal leaves the limit as it is."""
    rows = list(Extension.objects.filter(object_kind=work.kind, object_id=work.object.pk).order_by("pk"))
    row = next((one for one in rows if one.state == Extension.State.ASKED), None)
    if row is None:
        raise Invalid({"": "没有待答复的延期申请。"})
    work.change(
        row,
        state=Extension.State.GRANTED if granted else Extension.State.REFUSED,
        decided_by=work.actor.name,
        decided_post=acting_post(work),
        decided_at=work.at,
        opinion=opinion,
    )
    work.discharge(f"{work.kind}.decide_extension")
    return row, sum(one.state in Extension.ANSWERED for one in rows) - 1


def let_request_fall(work: Work, kind: str, obj: Versioned) -> None:
    """A request for a later limit that nobody answered falls where no time is needed any more; nobody owes the answer."""
    waiting = owed.open_duties(work, kind, obj, act=f"{kind}.decide_extension")
    if waiting:
        row = Extension.objects.get(object_kind=kind, object_id=obj.pk, state=Extension.State.ASKED)
        work.change(row, state=Extension.State.FALLEN)
        owed.end(work, waiting, Obligation.Outcome.CANCELLED)


def apply(work: Work, *, text: str, value: Decimal | None = None, explanation: str = "") -> Application:
    """Apply for completion or release, with the value that has been reached; a later limit is asked for no more."""
    let_request_fall(work, work.kind, work.object)
    return work.create(
        Application(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            text=text,
            value=value,
            explanation=explanation,
            by=work.actor.name,
            at=work.at,
        )
    )


def current_application(kind: str, obj: Any) -> Application | None:
    """The latest application on an object."""
    return Application.objects.filter(object_kind=kind, object_id=obj.pk).order_by("-pk").first()


@clause("3.0", "3.1.8", "3.3.8")
def verify(work: Work, *, method: str, passed: bool, text: str, value: Decimal | None = None) -> Verification:
    """The first person's finding; where the unit stated a value, the one that was found."""
    application = current_application(work.kind, work.object)
    stated = application.value if application is not None else None
    if fault := verified_fault(_number(value), _number(stated), passed):
        work.refuse_input(value=fault)
    return work.create(
        Verification(
            case=work.case,
            object_kind=work.kind,
            object_id=work.object.pk,
            method=method,
            passed=passed,
            value=value,
            text=text,
            by=work.actor.name,
            at=work.at,
        )
    )


def _number(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None


def confirm_verification(work: Work, *, agree: bool, text: str) -> tuple[Verification, int]:
    """The second person's word, and how many verifications were agreed on before. Only what is agreed on counts."""
    rows = list(Verification.objects.filter(object_kind=work.kind, object_id=work.object.pk).order_by("pk"))
    if not rows:
        raise Invalid({"": "没有待确认的核查。"})
    row = rows[-1]
    before = sum(1 for one in rows[:-1] if one.agreed)
    work.change(row, confirmed_by=work.actor.name, confirmed_at=work.at, agreed=agree, note=text)
    return row, before
