"""A platform of somebody else in a process of its own: it checks signatures, loses calls, is slow, lies, talks nonsense.

Run as `python tests/notifications/elsewhere.py`: prints its port, and keeps what it was told. GET /-/state tells all.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SECRET = "a-secret-of-the-platform"


class Platform(ThreadingHTTPServer):
    """What it holds: messages, to-dos, refused signatures; `loses` is the share of calls that vanish, `mood` how it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.messages: list[dict[str, Any]] = []
        self.todos: dict[str, Any] = {}
        self.forged = 0
        self.loses = 0.0
        self.mood = "good"
        self.chance = random.Random(11)
        self.lock = threading.Lock()


class Answering(BaseHTTPRequestHandler):
    """Answers one call."""

    server: Platform
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/-/state":
            held = self.server
            return self._answer({"messages": held.messages, "todos": held.todos, "forged": held.forged})
        return self._called("GET", "")

    def do_PUT(self) -> None:
        self._called("PUT", self._body())

    def do_DELETE(self) -> None:
        self._called("DELETE", self._body())

    def do_POST(self) -> None:
        told = self._body()
        if self.path == "/-/be":
            wanted = json.loads(told)
            self.server.mood, self.server.loses = wanted.get("mood", "good"), wanted.get("loses", 0.0)
            return self._answer({})
        return self._called("POST", told)

    def _body(self) -> str:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()

    def _called(self, method: str, told: str) -> None:
        held = self.server
        with held.lock:
            lost, before = held.chance.random() < held.loses, held.chance.random() < 0.5
        if held.mood == "slow":
            time.sleep(3)
        if lost and before:
            return self._vanish()
        if not _signed(self, method, told):
            held.forged += 1
            return self._answer({"errcode": 310000}, 403)
        if held.mood == "down":
            return self._answer({"errcode": -1}, 503)
        if held.mood == "refusing":
            return self._answer({"errcode": 40014})
        answer = self._carried_out(method, told)
        if lost:
            return self._vanish()
        if held.mood == "nonsense":
            return self._raw(b"<html>ok</html>")
        return self._answer(answer)

    def _carried_out(self, method: str, told: str) -> dict[str, Any]:
        held, name = self.server, unquote(urlsplit(self.path).path.rpartition("/")[2])
        with held.lock:
            if method == "POST":
                held.messages.append(json.loads(told))
            if method == "PUT":
                held.todos[name] = json.loads(told)
            if method == "DELETE":
                held.todos.pop(name, None)
            return {"errcode": 0, **({"todos": dict(held.todos)} if method == "GET" else {})}

    def _vanish(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _answer(self, body: dict[str, Any], status: int = 200) -> None:
        self._raw(json.dumps(body).encode(), status)

    def _raw(self, told: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)


def _signed(call: Answering, method: str, told: str) -> bool:
    """Whether the call bears the signature of its kind, reckoned here anew."""
    parts = urlsplit(call.path)
    query, head = parse_qs(parts.query), call.headers
    if parts.path == "/robot/send":
        at = query["timestamp"][0]
        wanted = hmac.new(SECRET.encode(), f"{at}\n{SECRET}".encode(), hashlib.sha256).digest()
        return query["sign"][0] == base64.b64encode(wanted).decode()
    if parts.path == "/tif/message":
        at, nonce = head["x-tif-timestamp"], head["x-tif-nonce"]
        return head["x-tif-signature"] == hashlib.sha256(f"{at}{SECRET}{nonce}{at}".encode()).hexdigest().upper()
    if parts.path == "/cgi-bin/message":
        both = sorted((SECRET, query["timestamp"][0], query["nonce"][0]))
        return query["msg_signature"][0] == hashlib.sha1("".join(both).encode()).hexdigest()  # noqa: S324
    if parts.path == "/sms":
        return _hmac(head, f"{head['X-Time']}\n{told}")
    name = f"?{parts.query}" if parts.query else unquote(parts.path.removeprefix("/todos/"))
    return _hmac(head, f"{method}\n{name}\n{head['X-Time']}\n{told}")


def _hmac(head: Any, told: str) -> bool:
    return bool(hmac.compare_digest(head["X-Signature"], hmac.new(SECRET.encode(), told.encode(), hashlib.sha256).hexdigest()))


if __name__ == "__main__":
    platform = Platform()
    print(platform.server_address[1], flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), platform.shutdown()), daemon=True).start()
    platform.serve_forever()
