"""The administrator sets up the gateway for short messages, tries it, and switches it off again before the demo is shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from duban.demo.world import Life, World
from duban.notifications import outbox


class _Gateway(BaseHTTPRequestHandler):
    """A gateway that takes what it is given."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"code": 0}')

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _gateway() -> Iterator[str]:
    """The address of a gateway on this machine, as long as the block lasts."""
    with HTTPServer(("127.0.0.1", 0), _Gateway) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sms"
        server.shutdown()


def a_channel_tried(world: World) -> Life:
    """Set up, corrected, tried, on for some days, off."""
    administrator = world.registrar()
    ref = world.do(administrator, "channel.add", kind="sms", url="https://sms.xx.example/send").ref
    yield world.later(20)
    with _gateway() as url:
        world.do(administrator, "channel.change", ref=ref, kind="sms", url=url)
        world.do(administrator, "channel.test", ref=ref, to="13800000000")
        outbox.run(jurisdiction_id=world.jurisdiction_id)
    yield world.later(20)
    world.do(administrator, "channel.start", ref=ref)
    yield world.after(3)
    world.do(administrator, "channel.stop", ref=ref, reason="网关检修")


EPISODES = ((9, a_channel_tried),)
