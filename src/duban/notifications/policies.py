"""Who has to do with channels: the system administrator."""

from __future__ import annotations

from duban.acts.kinds import Bearer
from duban.acts.sight.toward import Relations, county_office, holding
from duban.mechanism.people.standing import Role
from duban.notifications.models import Channel
from duban.shared.actor import Actor
from duban.shared.conditions import Condition


def sees_channel(actor: Actor) -> Condition:
    """The administrator sees channels, and what was delivered by them; nobody else does."""
    return holding(actor, (Role.REGISTRAR,), Relations(office=county_office))


def bearer_of_channel(row: Channel, role: Role) -> Bearer:
    """Nobody ever owes anything on a channel."""
    return Bearer(role)
