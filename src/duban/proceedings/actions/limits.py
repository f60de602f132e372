"""Extensions, applications and verification by two persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from duban.acts.beside import Answer, Wrong, guards, lacking
from duban.acts.gate.asked import Asked, found
from duban.acts.kinds import Bearer
from duban.acts.models import Obligation
from duban.acts.owing import owed
from duban.acts.work import Work
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Remedy
from duban.mechanism.key_work.rating import verified_fault
from duban.mechanism.ladder.steps import extension_gate, extension_open
from duban.mechanism.parameters import Pack
from duban.proceedings.actions.sign import acting_post
from duban.proceedings.models import Application, Extension, Verification
from duban.shared.models import Versioned


def _extensions(asked: Asked) -> list[Extension]:
    """Every request for a later limit of the object, read once."""
    rows = Extension.objects.filter(object_kind=asked.kind, object_id=asked.object.pk).order_by("pk")
    return asked.once_read("extensions", lambda: list(rows))


def _waiting_extension(asked: Asked) -> Extension | None:
    return next((row for row in _extensions(asked) if row.state == Extension.State.ASKED), None)


@clause("3.3.8")
def may_be_extended(asked: Asked, limit: date, pack: Pack) -> Iterator[Answer]:
    """Whether a later limit may be asked for: before expiry, once by default, with no other request in hand (A21)."""
    if _waiting_extension(asked) is not None:
        answer = Remedy("审批领导或者办公室", f"{asked.kind}.decide_extension", "先答复前一份")
        yield lacking(asked.spec, "没有待答复的延期申请", "已有一份延期申请待答复。", answer)
    used = sum(1 for row in _extensions(asked) if row.state == Extension.State.GRANTED)
    if asked.given is None:
        yield extension_open(used, limit, pack, asked.today)
    else:
        yield extension_gate(used, limit, asked.given["new_due"], pack, asked.today)


def request_extension(
    work: Work, *, limit: date, new_due: date, reason: str, decider: Bearer, clause_id: str
) -> Extension:
    """Ask for a later limit; the same level that approved decides (A21)."""
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


def extension_waits(asked: Asked) -> Iterator[Answer]:
    """Whether a request for a later limit waits for its answer."""
    if _waiting_extension(asked) is None:
        remedy = Remedy("责任单位", f"{asked.kind}.request_extension", "申请延期")
        yield lacking(asked.spec, "有待答复的延期申请", "没有待答复的延期申请。", remedy)


def decide_extension(work: Work, *, granted: bool, opinion: str) -> tuple[Extension, int]:
    """Answer the extension in hand, and tell how many were answered before; a refusal leaves the limit as it is."""
    row, rows = found(_waiting_extension(work)), _extensions(work)
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


@guards("单位报了完成值的，写明核实的值；不一致的不能通过")
def _found_as_stated(asked: Asked) -> Iterator[Answer]:
    if asked.given is None:
        return
    application = asked.once_read("application", lambda: current_application(asked.kind, asked.object))
    stated = application.value if application is not None else None
    if fault := verified_fault(_number(asked.given["value"]), _number(stated), asked.given["result"] == "pass"):
        yield Wrong({"value": fault})


@clause("3.0", "3.1.8", "3.3.8")
def verify(work: Work, *, method: str, passed: bool, text: str, value: Decimal | None = None) -> Verification:
    """The first person's finding; where the unit stated a value, the one that was found."""
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
    *earlier, row = Verification.objects.filter(object_kind=work.kind, object_id=work.object.pk).order_by("pk")
    before = sum(1 for one in earlier if one.agreed)
    work.change(row, confirmed_by=work.actor.name, confirmed_at=work.at, agreed=agree, note=text)
    return row, before
