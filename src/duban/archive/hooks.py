"""What the archive brings: packages as a kind of object, and the job that builds them."""

from __future__ import annotations

from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.gate.choices import register_choices
from duban.acts.kinds import Bearer, Kind
from duban.archive import selectors
from duban.archive.actions import packages
from duban.archive.actions import sealed as sealed
from duban.archive.models import ArchivePackage


def install() -> None:
    """Register everything; called when the app is ready."""
    register_choices(issued_papers=selectors.papers_asked_about)
    kinds.register_kind(
        Kind(
            "archive",
            ArchivePackage,
            title=lambda row: f"“{row.case.title}”归档包第{row.edition}版",
            subject=selectors.subject,
            bearer=lambda row, role: Bearer(role),
            sees=selectors.sees,
            steps=kinds.nobody,
            duties=kinds.nobody,
            related=("case",),
        )
    )
    kinds.register_projection(packages.build_after_closing)
    jobs.register_job(packages.JOB, packages.run_build, "制作归档包")
