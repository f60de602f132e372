"""Real servers on loopback, each in a process or thread of its own, and a county that has channels to them."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from aiosmtpd.controller import Controller

from duban.notifications import outbox
from duban.notifications.models import Channel, Delivery
from tests.notifications.elsewhere import SECRET
from tests.personas import County
from tests.story import do
from tests.web.conftest import browse as browse

MAIL = {"kind": "email", "server": "127.0.0.1", "security": "plain", "sender": "duban@xx.example"}


@dataclass
class Elsewhere:
    """A platform in a process of its own."""

    port: int

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def be(self, **how: Any) -> None:
        """Let it lose calls, be down, slow, refusing, or talk nonsense."""
        with urlopen(Request(self.url("/-/be"), json.dumps(how).encode(), method="POST")):  # noqa: S310
            pass

    @property
    def state(self) -> Any:
        """Everything that it was told."""
        with urlopen(self.url("/-/state")) as answer:  # noqa: S310
            return json.loads(answer.read())


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    script = Path(__file__).with_name("elsewhere.py")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    process = subprocess.Popen([sys.executable, str(script)], text=True, **pipes)  # type: ignore[call-overload]
    yield Elsewhere(int(process.stdout.readline()))
    process.kill()
    process.wait()


class Box:
    """What an SMTP server received; `refuses` is the answer that it gives instead."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.refuses = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - its name there
        if self.refuses:
            return self.refuses
        self.letters.append(envelope)
        return "250 OK"


@dataclass
class MailServer:
    """An SMTP server with its box."""

    box: Box
    port: int


@pytest.fixture
def mail() -> Iterator[MailServer]:
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = Controller(box, hostname="127.0.0.1", port=port)
    running.start()
    yield MailServer(box, port)
    running.stop()


def set_up(county: County, to: str, **values: Any) -> Channel:
    """A channel that was tried with success and is on."""
    ref = do(county.registrar, "channel.add", secret=SECRET, **values).ref
    channel = Channel.objects.get(ref=ref)
    keep(channel)
    do(county.registrar, "channel.test", ref=ref, to=to)
    outbox.run(jurisdiction_id=county.jurisdiction_id)
    assert Delivery.objects.get(channel=channel).result == "sent", Delivery.objects.get(channel=channel).happened
    do(county.registrar, "channel.start", ref=ref)
    return Channel.objects.get(pk=channel.pk)


def keep(channel: Channel) -> None:
    """The secret of a channel as it is kept once its act is committed, which a test never is."""
    from duban.notifications.secrets import keep_secret

    keep_secret(channel, SECRET)


def by_mail(county: County, mail: MailServer) -> Channel:
    """The channel to the mail server."""
    return set_up(county, "guanli@xx.example", **MAIL, port=mail.port)


def send(county: County) -> None:
    """One run of the outbox, as the worker starts it."""
    outbox.run(jurisdiction_id=county.jurisdiction_id)
