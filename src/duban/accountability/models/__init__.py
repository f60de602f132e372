"""Rows of accountability, by what they belong to: the inquiry, the hearing, the ruling and what follows from it."""

from duban.accountability.models.hearing import Hearing, Outage, Statement
from duban.accountability.models.inquiry import (
    AUTHORITIES,
    CaseFact,
    Clue,
    Declaration,
    Evidence,
    FileNote,
    Finding,
    Ground,
    Inquiry,
    Named,
    Recommendation,
)
from duban.accountability.models.record import Commendation, Judgement
from duban.accountability.models.ruling import Appeal, Consequence, Ruling, RulingKind, Withdrawal
from duban.accountability.models.yearly import (
    Advice,
    Confirmation,
    Correction,
    CorrectionVerdict,
    Review,
    Verdict,
    Year,
    YearResult,
    YearRun,
)

__all__ = [
    "AUTHORITIES",
    "Advice",
    "Appeal",
    "CaseFact",
    "Clue",
    "Commendation",
    "Confirmation",
    "Consequence",
    "Correction",
    "CorrectionVerdict",
    "Declaration",
    "Evidence",
    "FileNote",
    "Finding",
    "Ground",
    "Hearing",
    "Inquiry",
    "Judgement",
    "Named",
    "Outage",
    "Recommendation",
    "Review",
    "Ruling",
    "RulingKind",
    "Statement",
    "Verdict",
    "Withdrawal",
    "Year",
    "YearResult",
    "YearRun",
]
