"""问责记录查询 as pure matching (7.1.1): whom a line of a list means, and whether this mechanism has a record of them.

The answer is 本机制内未见记录 or the records. It is never that somebody is qualified (A52).
"""

from duban.mechanism.review.answers import CLEAR, LIMITS, ReviewAnswer, Status, answers
from duban.mechanism.review.lines import Line, read_lines
from duban.mechanism.review.matching import Fit, Match, match
from duban.mechanism.review.roll import Person, PostHeld, Roll, Unit, plain

__all__ = [
    "CLEAR",
    "LIMITS",
    "ReviewAnswer",
    "Fit",
    "PostHeld",
    "Line",
    "Match",
    "Person",
    "Roll",
    "Status",
    "Unit",
    "answers",
    "match",
    "plain",
    "read_lines",
]
