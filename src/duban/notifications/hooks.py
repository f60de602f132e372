"""What the channels bring: a kind of object, who sees what was delivered, and the job of the outbox."""

from __future__ import annotations

from duban.acts import kinds
from duban.acts.background import jobs
from duban.acts.kinds import Kind
from duban.acts.sight.visibility import Visibility, register_visibility
from duban.notifications import actions as actions
from duban.notifications import briefs as briefs
from duban.notifications import outbox, policies
from duban.notifications.actions.settings import JOB
from duban.notifications.models import Channel, Delivery
from duban.organisations.policies import COUNTY


def install() -> None:
    """Register everything; called when the app is ready."""
    kinds.register_kind(
        Kind(
            "channel",
            Channel,
            title=lambda row: row.get_kind_display(),
            subject=lambda row: COUNTY,
            bearer=policies.bearer_of_channel,
            sees=policies.sees_channel,
            related=(),
        )
    )
    register_visibility(Visibility("delivery", Delivery, policies.sees_channel))
    jobs.register_job(JOB, outbox.run)
    jobs.register_job(outbox.TODOS_JOB, outbox.reconcile_todos)
