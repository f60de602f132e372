"""The chain is append-only: a payload is never changed, but may be lawfully deleted; nothing else is changed or deleted."""

from __future__ import annotations

from duban.shared.guards import Guard

GUARD = Guard(
    "audit_refuse",
    "the audit chain is append-only",
    {
        "audit_entry": ("UPDATE", "DELETE"),
        "audit_rowstate": ("UPDATE", "DELETE"),
        "audit_payload": ("UPDATE",),
    },
)
put_on, take_off = GUARD.put_on, GUARD.take_off
forwards, backwards = GUARD.forwards, GUARD.backwards
