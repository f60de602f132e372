"""A converter of the county's own, e.g. to OFD: a command of the settings, off by default, run by a job, its output checked."""

from __future__ import annotations

import logging
import shlex
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings

from duban.documents.files.uploads import Upload
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import Examined, examine

logger = logging.getLogger("duban.archive")


class NotConverted(Exception):
    """The converter did not deliver; the message says why."""


def switched_on() -> bool:
    """Whether this installation has a converter."""
    return bool(settings.ARCHIVE_CONVERTER)


def convert(name: str, pdf: bytes) -> Examined:
    """The same document as OFD; NotConverted where the converter fails, takes too long or delivers something else."""
    with tempfile.TemporaryDirectory(prefix="duban-convert-") as folder:
        source, target = Path(folder) / "in.pdf", Path(folder) / "out.ofd"
        source.write_bytes(pdf)
        _run(_command(source, target))
        try:
            content = target.read_bytes()
        except OSError as error:
            raise NotConverted("转换程序没有给出文件。") from error
    try:
        return examine(Upload(f"{Path(name).stem}.ofd", content), accept=(".ofd",))
    except Refused as error:
        raise NotConverted(f"转换得到的文件没有通过检查：{error.message}") from error


def _command(source: Path, target: Path) -> list[str]:
    words = shlex.split(settings.ARCHIVE_CONVERTER)
    return [word.replace("{input}", str(source)).replace("{output}", str(target)) for word in words]


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the command of the installation's own settings
            command,
            capture_output=True,
            timeout=settings.ARCHIVE_CONVERTER_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise NotConverted(f"转换程序超过 {settings.ARCHIVE_CONVERTER_SECONDS} 秒没有结束。") from error
    except OSError as error:
        raise NotConverted(f"转换程序不能启动（{error.strerror}）。") from error
    if done.returncode != 0:
        raise NotConverted(f"转换程序出错（代码 {done.returncode}）。")
