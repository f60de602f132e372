"""An administrator of the system holds no other post at the same time, whoever writes the row."""

from __future__ import annotations

from duban.shared.database.guards import Guard

_MEETS = """EXISTS (
    SELECT 1 FROM organisations_post other
    WHERE other.person_id = NEW.person_id AND other.id {differs} NEW.id AND other.state <> 'void'
      AND (other.role = 'registrar') <> (NEW.role = 'registrar')
      AND other.starts_on <= COALESCE(NEW.ends_on, '9999-12-31') AND NEW.starts_on <= COALESCE(other.ends_on, '9999-12-31')
)"""
_EVENTS = ("INSERT", "UPDATE")


class OneHat(Guard):
    """Refuses the rows of `organisations_post` that would give an administrator a second post, and no others."""

    def _sqlite(self) -> list[str]:
        meets = _MEETS.format(differs="IS NOT")
        return [
            f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} WHEN NEW.state <> 'void' AND {meets} "
            f"BEGIN SELECT RAISE(ABORT, '{self.message}'); END"
            for name, table, event in self._names()
        ]

    def _postgresql_body(self) -> str:
        meets = _MEETS.format(differs="IS DISTINCT FROM")
        refuse = f"RAISE EXCEPTION '{self.message}' USING ERRCODE = 'integrity_constraint_violation'"
        return f" BEGIN IF NEW.state <> 'void' AND {meets} THEN {refuse}; END IF; RETURN NEW; END "


GUARD = OneHat(
    "organisations_one_hat", "an administrator holds no other post", {"organisations_post": _EVENTS}
)
