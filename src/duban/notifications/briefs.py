"""What the forms of channels open with: everything as it is set, but the secret."""

from __future__ import annotations

from typing import Any

from duban.acts.beside import opens
from duban.mechanism.lifecycles.types import Act
from duban.notifications.models import Channel
from duban.shared.actor import Actor


@opens
def _channel_as_set(actor: Actor, act: Act, channel: Channel) -> dict[str, Any]:
    return {"kind": channel.kind, **channel.values}
