"""What forms of accountability open with, and what must hold before they do."""

from __future__ import annotations

from typing import Any

from duban.accountability.facts import Dossier
from duban.accountability.models import Inquiry, Ruling
from duban.accountability.selectors.ruling_page.revision import entry_form
from duban.acts.beside import opens, ready
from duban.mechanism.clauses import clause
from duban.mechanism.decision import Decision
from duban.mechanism.findings import heard_enough, ready_gate
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor


@opens
def _entry_as_it_stands(actor: Actor, act: Act, ruling: Ruling) -> dict[str, Any]:
    return {name: value for name, value in entry_form(ruling).items() if act.asks_for(name)}


@ready
@clause("5.0")
def _everybody_heard(actor: Actor, act: Act, inquiry: Inquiry) -> Decision:
    """On the unit once everybody was heard."""
    return ready_gate(Dossier(inquiry).docket(with_findings=False), clock.today())


@ready
@clause("5.0")
def _everybody_notified(actor: Actor, act: Act, inquiry: Inquiry) -> Decision:
    """On a person once everybody was notified."""
    docket = Dossier(inquiry).docket(with_findings=False)
    return Decision(act.label, tuple(heard_enough(docket, clock.today())[:1]))
