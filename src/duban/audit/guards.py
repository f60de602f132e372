"""The chain is append-only: nothing in it is changed or deleted. A way to delete payloads lawfully would open it by an act."""

from __future__ import annotations

from duban.shared.database.guards import Guard

GUARD = Guard(
    "audit_refuse",
    "the audit chain is append-only",
    {
        "audit_entry": ("UPDATE", "DELETE"),
        "audit_rowstate": ("UPDATE", "DELETE"),
        "audit_payload": ("UPDATE", "DELETE"),
    },
)
put_on, take_off = GUARD.put_on, GUARD.take_off
forwards, backwards = GUARD.forwards, GUARD.backwards
