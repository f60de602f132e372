"""Articles 五 and 六 as gates: items, hearing, three findings, transfer, and what may be recorded as a ruling.

Everything here judges facts that people recorded. Nothing here finds anybody responsible.
"""

from duban.mechanism.findings.docket import UNIT, Claim, Declared, Docket, Heard, Limb
from duban.mechanism.findings.grounds import (
    Grounded,
    consequences,
    expired_listing,
    other_circumstance,
    ranking,
    superior_action,
)
from duban.mechanism.findings.hearing import (
    heard_enough,
    nothing_added,
    serve_gate,
    service_gate,
    statement_days,
    statement_due,
    statement_gate,
    to_notify,
    waiver_gate,
)
from duban.mechanism.findings.recusal import decider_gate, may_handle
from duban.mechanism.findings.rulings import (
    Recorded,
    confirm_gate,
    finish_gate,
    not_heavier,
    recorded_in_county,
    recorded_of_superior,
    reminder_days,
)
from duban.mechanism.findings.transfer import (
    LIMBS,
    accept_gate,
    conclude_gate,
    founded,
    issue_gate,
    route_gone,
    transfer_gate,
)

__all__ = [
    "LIMBS",
    "UNIT",
    "Claim",
    "Declared",
    "Docket",
    "Grounded",
    "Heard",
    "Limb",
    "Recorded",
    "accept_gate",
    "conclude_gate",
    "confirm_gate",
    "consequences",
    "decider_gate",
    "expired_listing",
    "finish_gate",
    "founded",
    "heard_enough",
    "issue_gate",
    "may_handle",
    "not_heavier",
    "nothing_added",
    "other_circumstance",
    "ranking",
    "recorded_in_county",
    "recorded_of_superior",
    "reminder_days",
    "route_gone",
    "serve_gate",
    "service_gate",
    "statement_days",
    "statement_due",
    "statement_gate",
    "superior_action",
    "to_notify",
    "transfer_gate",
    "waiver_gate",
]
