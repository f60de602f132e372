"""Articles 七, 八 and 九 as pure, dated functions over events: what follows for a unit or a leading cadre in a year.

A result is a proposal with its reasons. It takes nothing from anybody: people confirm it, or do not.
"""

from duban.mechanism.consequences.codes import CODES, Code
from duban.mechanism.consequences.history import (
    ADVERSE_EFFECT,
    LISTING,
    MAJOR_ERROR,
    MEASURES,
    NOTHING,
    UNSUITABLE,
    Commendation,
    Event,
    History,
    Judgement,
    Measure,
    Override,
    Rated,
    YearSubject,
)
from duban.mechanism.consequences.judging import judge, judge_year
from duban.mechanism.consequences.reasoning.comparing import (
    Changed,
    ResultDifference,
    changed,
    compare,
    outcome,
)
from duban.mechanism.consequences.reasoning.explaining import (
    CountedBy,
    Explained,
    explain,
    explain_all,
    left_out,
    lines,
    result_data,
)
from duban.mechanism.consequences.reasoning.touching import Touched, touched
from duban.mechanism.consequences.results import Consequence, Judged
from duban.mechanism.consequences.rules import Rules, rules_for

__all__ = [
    "ADVERSE_EFFECT",
    "CODES",
    "LISTING",
    "MAJOR_ERROR",
    "MEASURES",
    "NOTHING",
    "UNSUITABLE",
    "Changed",
    "Code",
    "Commendation",
    "Consequence",
    "ResultDifference",
    "Event",
    "CountedBy",
    "Explained",
    "Judgement",
    "History",
    "Judged",
    "Measure",
    "Override",
    "Rated",
    "Rules",
    "YearSubject",
    "Touched",
    "changed",
    "compare",
    "explain",
    "explain_all",
    "judge",
    "judge_year",
    "left_out",
    "lines",
    "outcome",
    "result_data",
    "rules_for",
    "touched",
]
