"""What stored facts say of a step before its form is filled in."""

from __future__ import annotations

from duban.accountability.facts import Dossier
from duban.accountability.models import Inquiry
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.findings import heard_enough, ready_gate
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock


@clause("5.0")
def finding_gate(act: Act, inquiry: Inquiry) -> Decision:
    """May a form of findings be opened: on a person once everybody was notified, on the unit once everybody was heard."""
    docket = Dossier(inquiry).docket(with_findings=False)
    if act.key == "inquiry.conclude":
        return ready_gate(docket, clock.today())
    return Decision(act.label, tuple(heard_enough(docket, clock.today())[:1]))
