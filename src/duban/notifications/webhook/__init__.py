"""Messages of work platforms, each kind with its own signature: 钉钉, 企业微信, 粤政易."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from duban.notifications.models import Channel
from duban.notifications.wire import Letter, accepted, asked
from duban.shared import clock

Signed = tuple[dict[str, str], dict[str, str]]
"""What a signature adds to the address, and to the head of a request."""


def dingtalk(secret: str, app: str, moment: int, nonce: str) -> Signed:
    """HMAC-SHA256 of milliseconds and secret, in Base64, beside the address."""
    at = str(moment * 1000)
    signed = hmac.new(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": at, "sign": base64.b64encode(signed).decode()}, {}


def wecom(secret: str, app: str, moment: int, nonce: str) -> Signed:
    """SHA-1 of secret, seconds and a number used once, sorted."""
    parts = sorted((secret, str(moment), nonce))
    signed = hashlib.sha1("".join(parts).encode(), usedforsecurity=False).hexdigest()
    return {"timestamp": str(moment), "nonce": nonce, "msg_signature": signed}, {}


def yuezhengyi(secret: str, app: str, moment: int, nonce: str) -> Signed:
    """SHA-256 of seconds, secret, a number used once and seconds, in the head."""
    at = str(moment)
    signed = hashlib.sha256(f"{at}{secret}{nonce}{at}".encode()).hexdigest().upper()
    return {}, {"x-tif-paasid": app, "x-tif-timestamp": at, "x-tif-nonce": nonce, "x-tif-signature": signed}


_SIGNATURES: dict[str, Callable[[str, str, int, str], Signed]] = {
    one.__name__: one for one in (dingtalk, wecom, yuezhengyi)
}


def send(channel: Channel, secret: str, letter: Letter) -> None:
    """Send a letter to one account of the platform."""
    moment, nonce = int(clock.now().timestamp()), secrets.token_hex(8)
    beside, head = _SIGNATURES[channel.setting("brand")](secret, channel.setting("app"), moment, nonce)
    url = channel.setting("url")
    whole = f"{url}{'&' if '?' in url else '?'}{urlencode(beside)}" if beside else url
    accepted(asked("POST", whole, _body(channel, letter), head), "errcode", "code")


def _body(channel: Channel, letter: Letter) -> dict[str, Any]:
    text = {"msgtype": "text", "text": {"content": letter.text}, "msgid": letter.number}
    if channel.setting("brand") == "dingtalk":
        return {**text, "at": {"atUserIds": [letter.to], "isAtAll": False}}
    return {**text, "touser": letter.to, "agentid": channel.setting("app")}
