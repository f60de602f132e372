"""The web site and its background process kept running together: what ends is started again, nothing is left behind."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

_LOOK = 0.3
_AT_ONCE = 5.0
"""Seconds: what ends sooner after its start could not begin at all."""
_TRIES = 3
_LONGEST = 60.0
_PR_SET_PDEATHSIG = 1
log = logging.getLogger("duban.serve")


@dataclass
class Kept:
    """A process that is kept running; `vital` ends everything where it cannot begin."""

    name: str
    command: list[str]
    vital: bool
    running: subprocess.Popen[bytes] | None = None
    began: float = 0
    again_at: float = 0
    failures: int = 0

    def start(self) -> None:
        """Start it, so that it ends with the process that watches over it, however that one ends."""
        self.running = subprocess.Popen(self.command, preexec_fn=_ends_with(os.getpid()))  # noqa: S603, PLW1509
        self.began = time.monotonic()

    def look(self) -> int | None:
        """Start it again where it has ended; its code where it ends each time it is started."""
        if self.running is None:
            if time.monotonic() >= self.again_at:
                self.start()
            return None
        code = self.running.poll()
        if code is None:
            return None
        lived = time.monotonic() - self.began
        self.failures = self.failures + 1 if lived < _AT_ONCE else 1
        if self.vital and self.failures >= _TRIES:
            return code or 1
        pause = min(_LONGEST, 0.5 * 2 ** (self.failures - 1))
        log.warning("%s 停了（%s），%.0f 秒后重新启动。", self.name, code, pause)
        self.running, self.again_at = None, time.monotonic() + pause
        return None


@dataclass
class Watch:
    """Several processes kept running until one cannot begin, or this process is told to stop."""

    kept: list[Kept]
    stopped: bool = field(default=False)

    def run(self) -> int:
        """Keep them running; the code of the one that cannot begin, 0 where somebody asked to stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        try:
            for one in self.kept:
                one.start()
            while not self.stopped:
                for one in self.kept:
                    if (code := one.look()) is not None:
                        return code
                time.sleep(_LOOK)
            return 0
        finally:
            self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopped = True

    def _end(self) -> None:
        running = [one.running for one in self.kept if one.running is not None]
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _ends_with(parent: int) -> Callable[[], None]:
    """For a child: be told to end when its parent is gone, and not begin where it is gone already (Linux)."""
    kernel = ctypes.CDLL(None, use_errno=True)

    def ask() -> None:
        kernel.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask
