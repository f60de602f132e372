"""Why a measure was proposed: the decision of its gate as it stands in the chain since the day of the proposal."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat

from duban.audit.selectors import recorded_text
from duban.measures.models import Measure
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision, decide, from_data

_TRIAL = "9"


@dataclass(frozen=True)
class AtProposal:
    """The conditions of a measure as they were found when it was proposed."""

    at: datetime
    decision: Decision


def with_proposals(measures: QuerySet[Measure]) -> QuerySet[Measure]:
    """The measures with the records of their proposals, read in the same statement."""
    act = Concat(F("kind"), Value(".propose"))
    return measures.annotate(proposing=act).annotate(
        proposal=recorded_text(act="proposing", kind="kind", object_id="pk")
    )


@clause("3.1.1", "3.2.1", "3.3.1")
def why(measure: Measure) -> AtProposal | None:
    """The gate through which a measure of `with_proposals` came; None where it was entered from the past without one."""
    text = getattr(measure, "proposal", None)
    decisions = json.loads(text)["decisions"] if text else ()
    reasons = [reason for one in decisions for reason in from_data(one).reasons]
    reasons.sort(key=lambda reason: reason.clause == _TRIAL)
    return AtProposal(measure.created_at, decide("", reasons)) if reasons else None
