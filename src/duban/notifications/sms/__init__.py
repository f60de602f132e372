"""Short messages by the HTTP gateway of the operator: JSON, signed with HMAC-SHA256 over time and body."""

from __future__ import annotations

import hashlib
import hmac
import json

from duban.notifications.models import Channel
from duban.notifications.wire import Letter, accepted, asked
from duban.shared import clock

_LONGEST = 140


def send(channel: Channel, secret: str, letter: Letter) -> None:
    """Send the first lines of a letter; its number lets the gateway drop a repetition."""
    at = str(int(clock.now().timestamp()))
    body = {"id": letter.number, "to": letter.to, "text": letter.text[:_LONGEST]}
    signed = hmac.new(secret.encode(), f"{at}\n{json.dumps(body, ensure_ascii=False)}".encode(), hashlib.sha256)
    answer = asked("POST", channel.setting("url"), body, {"X-Time": at, "X-Signature": signed.hexdigest()})
    accepted(answer, "code", "errcode")
