"""What the floor brings: its kinds, and what stands beside its acts."""

from __future__ import annotations

import duban.burden.actions  # noqa: F401 - its functions become the actions of their acts
import duban.burden.briefs  # noqa: F401 - and these stand beside them
from duban.acts import kinds
from duban.acts.kinds import Kind
from duban.burden.models import Complaint
from duban.burden.policies import bearer, of_complaint, sees_complaint

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
)


def install() -> None:
    """Register everything; called when the app is ready."""
    for kind in KINDS:
        kinds.register_kind(kind)
