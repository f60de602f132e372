"""What keeps an act from happening, as the actor sees it."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import IntegrityError
from django.db.models import UniqueConstraint

from duban.audit.selectors import changes_since
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.database.bounds import RowRule
from duban.shared.errors import Change, Invalid, Stale
from duban.shared.models import Kept


def stale(actor: Actor, kind: str, row: Kept, seen: int | None = None) -> Stale:
    """The error that shows what others did to the row after `seen` (default: the version in hand)."""
    version = seen if seen is not None else getattr(row, "version", 0)
    lines = changes_since(jurisdiction_id=actor.jurisdiction_id, kind=kind, object_id=row.pk, version=version)
    changes = tuple(Change(line.who, clock.text(line.at, "%m-%d %H:%M"), line.sentence) for line in lines)
    return Stale("您打开之后，情况已有变化，本次没有写入。", changes)


def refused_write(error: IntegrityError) -> Exception:
    """What the database did not let in, told to whoever wrote it; the error itself where no rule of a model is behind."""
    about = getattr(error.__cause__, "diag", None)
    name, text = getattr(about, "constraint_name", None) or "", str(error)
    says = next((said for rule, said in _rules().items() if rule == name or text.endswith(f": {rule}")), "")
    if not says and (text.startswith("UNIQUE") or name.endswith(_UNIQUE) or name in _singles()):
        says = "同样的记录已经有了"
    if not says and ("foreign key" in text.lower()):
        says = "所引用的单位、人员或事项不存在"
    return Invalid({"": f"没有写入：{says}。请核对所填的内容后重试。"}) if says else error


_UNIQUE = ("_key", "_uniq")
"""How PostgreSQL and Django name what makes a column unique."""


@cache
def _rules() -> dict[str, str]:
    found = [rule for model in apps.get_models() for rule in model._meta.constraints if isinstance(rule, RowRule)]
    return {rule.name: f"要求{rule.says}" for rule in found}


@cache
def _singles() -> frozenset[str]:
    rules = (rule for model in apps.get_models() for rule in model._meta.constraints)
    return frozenset(rule.name for rule in rules if isinstance(rule, UniqueConstraint))
