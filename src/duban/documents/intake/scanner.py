"""A virus scanner of the county's own: a command of the settings, off by default, that reads a file and answers by its code.

The file is given to its standard input, so that nothing of what is refused lies anywhere. What cannot be scanned is
not taken: a scanner that does not answer is never a clean file.
"""

from __future__ import annotations

import logging
import shlex
import subprocess

from django.conf import settings

from duban.documents.inspection.verdicts import Refused

CLEAN, INFECTED = 0, 1
logger = logging.getLogger("duban.intake")


def refuse_infected(name: str, content: bytes) -> bool:
    """Whether the file went through a scanner: False where none is set up. Refused where it finds something or fails."""
    if not settings.VIRUS_SCANNER:
        return False
    code = _scanned(content)
    if code == CLEAN:
        return True
    if code == INFECTED:
        logger.warning("the scanner found something in a file of %d bytes", len(content))
        raise Refused(
            "virus", f"“{name}”没有通过病毒查杀，没有接收，不留内容。请先在本机查杀，或联系管理员。"
        )
    raise Refused("unscanned", f"病毒查杀程序没有给出结果，“{name}”没有接收。请稍后再试，或联系管理员。")


def _scanned(content: bytes) -> int | None:
    """The code with which the scanner ended; nothing where it did not end by itself."""
    try:
        done = subprocess.run(  # noqa: S603 - the command of the installation's own settings
            shlex.split(settings.VIRUS_SCANNER),
            input=content,
            capture_output=True,
            timeout=settings.VIRUS_SCANNER_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.exception("the scanner took longer than %d seconds", settings.VIRUS_SCANNER_SECONDS)
        return None
    except OSError:
        logger.exception("the scanner cannot be started")
        return None
    if done.returncode not in (CLEAN, INFECTED):
        logger.error("the scanner failed with code %d", done.returncode)
    return done.returncode
