"""What the floor brings: its kinds, and what stands beside its acts."""

from __future__ import annotations

import duban.burden.actions  # noqa: F401 - its functions become the actions of their acts
import duban.burden.briefs  # noqa: F401 - and these stand beside them
import duban.burden.figures  # noqa: F401 - what it counts of matters
from duban.acts import kinds
from duban.acts.gate.choices import register_choices
from duban.acts.kinds import Kind
from duban.burden.models import Complaint, LookbackPlan, Reopening, Visit
from duban.burden.policies import bearer, of_complaint, sees_complaint
from duban.burden.policies.lookback import bears_plan, bears_visit, of_plan, of_visit, sees_plan, sees_visit
from duban.burden.policies.reopenings import bears_reopening, of_reopening, sees_reopening
from duban.burden.selectors.choices import drawn_matters
from duban.organisations.selectors import directory

KINDS = (
    Kind(
        "complaint",
        Complaint,
        title=lambda row: f"投诉建议（{row.sort}）",
        subject=of_complaint,
        bearer=bearer,
        sees=sees_complaint,
        steps=kinds.nobody,
        duties=kinds.nobody,
        veiled=True,
        related=("about", "author"),
    ),
    Kind(
        "lookback",
        LookbackPlan,
        title=lambda row: f"{row.year}年回头看",
        subject=of_plan,
        bearer=bears_plan,
        sees=sees_plan,
        related=(),
    ),
    Kind(
        "visit",
        Visit,
        title=lambda row: f"对{_unit(row)}的回头看",
        subject=of_visit,
        bearer=bears_visit,
        sees=sees_visit,
        related=("draw__plan", "unit"),
        told_apart=lambda row: _unit(row),
    ),
    Kind(
        "reopening",
        Reopening,
        title=lambda row: f"重新启动：{row.matter.title}",
        subject=of_reopening,
        bearer=bears_reopening,
        sees=sees_reopening,
        related=("case", "matter__case", "matter__source", "drawn__visit__draw__plan"),
    ),
)


def _unit(row: Visit) -> str:
    return directory(row.jurisdiction_id).unit(row.unit_id).short_name


def install() -> None:
    """Register everything; called when the app is ready."""
    for kind in KINDS:
        kinds.register_kind(kind)
    register_choices(drawn_matters=drawn_matters)
