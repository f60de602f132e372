"""The lists that forms of rulings and appeals offer."""

from __future__ import annotations

from duban.accountability.facts import ladders
from duban.accountability.models import Appeal, RulingKind
from duban.acts.visibility import visible_rows
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.actor import Actor

Options = tuple[tuple[str, str], ...]


def sanction_kinds(*, actor: Actor) -> Options:
    """Every kind of a ruling that the pack has, those for units first."""
    return ladders.offered(pack_in_force(actor.jurisdiction_id, clock.today()))


def county_issuers(*, actor: Actor) -> Options:
    """The organs of the county that decide."""
    return ladders.county_issuers(pack_in_force(actor.jurisdiction_id, clock.today()))


def remedy_stages(*, actor: Actor, ref: str) -> Options:
    """The stages that a ruling has open now for the actor to enter, with their terms."""
    ruling = visible_rows(actor, "ruling").filter(ref=ref, served_on__isnull=False).first()
    if ruling is None or ruling.served_on is None:
        return ()
    today = clock.today()
    rows = RulingKind.objects.filter(ruling=ruling, replaced_on=None).order_by("pk")
    answered = dict(
        Appeal.objects.filter(ruling=ruling, answered_on__isnull=False).values_list("stage", "answered_on")
    )
    open_now = ladders.clocks(
        rows.values_list("kind", flat=True),
        ruling.served_on,
        {stage: day for stage, day in answered.items() if day is not None},
        today,
        pack_in_force(actor.jurisdiction_id, today),
    )
    return tuple((one.stage.key, one.stage.text) for one in open_now)
