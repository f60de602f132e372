"""What the year's end brings to the lower floors: its kinds, its job, and the correction of closed years."""

from __future__ import annotations

from duban.accountability import registry
from duban.accountability.actions.year.correcting import on_confirmed_ruling, open_corrections
from duban.accountability.actions.year.running import JOB, go_through
from duban.accountability.models import Correction, Review, Year, YearResult, YearRun
from duban.accountability.selectors.year import scope as scope
from duban.accountability.selectors.year.what_if import WHAT_IF
from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.kinds import Kind
from duban.rulebook.registry import register_what_if


def install() -> None:
    """Register everything of the year's end; called with the rest of accountability."""
    for kind in (*_years(), *_results(), *_reviews()):
        kinds.register_kind(kind)
    kinds.register_projection(on_confirmed_ruling)
    jobs.register_job(JOB, go_through, "年度结账测算")
    registry.register_reassessment(open_corrections)
    register_what_if(WHAT_IF)


def _years() -> tuple[Kind, ...]:
    return (
        Kind(
            "year",
            Year,
            title=lambda row: f"{row.year}年度结果",
            subject=scope.county_subject,
            bearer=scope.organ_bearer,
            sees=scope.sees_year,
            related=(),
        ),
        Kind(
            "yearrun",
            YearRun,
            title=lambda row: f"{row.year.year}年度测算",
            subject=scope.county_subject,
            bearer=scope.organ_bearer,
            sees=scope.sees_year,
            related=("year",),
        ),
    )


def _results() -> tuple[Kind, ...]:
    return (
        Kind(
            "yearresult",
            YearResult,
            title=lambda row: f"{row.year}年度拟定结果",
            subject=scope.of_result,
            bearer=scope.organ_bearer,
            sees=scope.sees_result,
            related=("run", "run__year"),
        ),
        Kind(
            "correction",
            Correction,
            title=lambda row: f"{row.year.year}年度结果的更正",
            told_apart=lambda row: f"{row.ruling.number}，{row.year.year}年度",
            subject=scope.of_result,
            bearer=scope.correction_bearer,
            sees=scope.sees_correction,
            related=("case", "year", "ruling"),
        ),
    )


def _reviews() -> tuple[Kind, ...]:
    return (
        Kind(
            "review",
            Review,
            title=lambda row: "问责记录查询",
            subject=scope.county_subject,
            bearer=scope.organ_bearer,
            sees=scope.sees_review,
            related=(),
        ),
    )
