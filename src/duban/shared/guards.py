"""A drill stays a drill: whoever writes past the system cannot make a real installation of a copy for practice."""

from __future__ import annotations

from duban.shared.database.guards import Guard

_EVENTS = ("UPDATE", "DELETE")
_KEEPS = {"UPDATE": "OLD.kind = 'drill' AND NEW.kind <> 'drill'", "DELETE": "OLD.kind = 'drill'"}


class DrillForEver(Guard):
    """Refuses to unmark a drill, and nothing else."""

    def _sqlite(self) -> list[str]:
        return [
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} WHEN {_KEEPS[event]} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for name, table, event in self._names()
        ]

    def _postgresql_body(self) -> str:
        refuse = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'"
        return (
            f" BEGIN IF TG_OP = 'UPDATE' THEN IF {_KEEPS['UPDATE']} THEN {refuse}; END IF; RETURN NEW; END IF; "
            f"IF TG_OP = 'DELETE' THEN IF {_KEEPS['DELETE']} THEN {refuse}; END IF; RETURN OLD; END IF; RETURN NULL; END "
        )


GUARD = DrillForEver("shared_drill_for_ever", "a drill stays a drill", {"shared_installation": _EVENTS})
