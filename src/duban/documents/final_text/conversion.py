"""PDF out of an edited .docx by LibreOffice, where the installation has it; everything else of a PDF is held against it.

Each conversion has a folder and a profile of its own (two programs in one profile make nothing and say nothing), only
the configured fonts, and a limit of time. What comes out is read again before it is believed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from duban.documents.checking.words import squeezed
from duban.documents.final_text.printed import Printed, unpacked
from duban.documents.inspection.verdicts import Refused
from duban.documents.intake import apart
from duban.documents.intake.limits import limits
from duban.documents.papers.fonts import book

MARK = "由编辑稿转换"
_NAMES = ("soffice", "libreoffice")


class NotConverted(RuntimeError):
    """There is no PDF of an edited .docx; the message says in Chinese why. The .docx itself is not touched by it."""


@dataclass(frozen=True)
class Converted:
    """A PDF made of a .docx, and what is said beside it."""

    pdf: bytes
    note: str


def program() -> str | None:
    """The office program in use: as set, or found on the path; None where it is switched off or absent."""
    wanted = str(settings.OFFICE_PROGRAM)
    if wanted == "off":
        return None
    if wanted == "auto":
        return next((found for name in _NAMES if (found := shutil.which(name))), None)
    return wanted


def convert(content: bytes) -> Converted:
    """The PDF of a .docx. NotConverted where there is no program, or what it made is not the same text."""
    known = program()
    if known is None:
        raise NotConverted("本系统没有启用 LibreOffice，只出具 Word 正本，请用 Word 或 WPS 打印。")
    with tempfile.TemporaryDirectory(prefix="duban-office-") as folder:
        made = _run(known, Path(folder), content)
    printed = _verified(content, made)
    wrong = f"，量得 {printed.findings} 处与版式标准不符" if printed.findings else ""
    return Converted(made, f"{MARK}（{printed.made_by}）{wrong}")


def _run(known: str, folder: Path, content: bytes) -> bytes:
    source, out = folder / "final.docx", folder / "out"
    source.write_bytes(content)
    fonts = folder / "fonts.conf"
    fonts.write_text(_font_rules(folder), encoding="utf-8")
    command = [
        known, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nologo",
        "--convert-to", "pdf", "--outdir", str(out), str(source),
    ]  # fmt: skip
    environment = {
        "PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8", "FONTCONFIG_FILE": str(fonts),
    }  # fmt: skip
    _wait(command, environment)
    try:
        return (out / "final.pdf").read_bytes()
    except OSError as error:
        raise NotConverted("LibreOffice 没有转换出 PDF，只有 Word 正本。请联系管理员查看安装。") from error


def _wait(command: list[str], environment: dict[str, str]) -> None:
    seconds = int(settings.OFFICE_SECONDS)
    try:
        child = subprocess.Popen(  # noqa: S603 - the program of the setting, on files of our own
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise NotConverted(
            f"LibreOffice 启动不了（{command[0]}：{error.strerror}），只有 Word 正本。"
        ) from error
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise NotConverted(f"LibreOffice 在 {seconds} 秒内没有转换完，只有 Word 正本。") from error


def _verified(content: bytes, made: bytes) -> Printed:
    """Read the PDF again: it is one, says everything that the .docx says, and carries configured fonts only."""
    shape, roles = limits().shape((".docx", ".pdf")), str(settings.FONT_ROLES)
    try:
        printed = unpacked(apart.read_apart("printed", "final.pdf", made, shape, roles))
        written = json.loads(apart.read_apart("paragraphs", "final.docx", content, shape))
    except Refused as error:
        raise NotConverted(f"转换出的文件不能用（{error.message}），只有 Word 正本。") from error
    said = Counter(squeezed("".join(written)))
    lost = "".join(sorted((said - Counter(squeezed(printed.text))).keys()))
    if lost:
        raise NotConverted(f"转换时丢了内容（如“{lost[:10]}”），没有采用，只有 Word 正本。")
    if printed.strange:
        raise NotConverted(
            f"转换时字体被替换为 {'、'.join(printed.strange)}，没有采用，只有 Word 正本。请检查字体文件。"
        )
    return printed


def _font_rules(folder: Path) -> str:
    """Only the fonts of this installation, each under the name that a .docx calls it by."""
    fonts = book()
    rules = "".join(
        _font_rule(role.word, face.family, face.weight)
        for key, role in fonts.roles.by_key.items()
        if (face := fonts.chosen[key]) is not None
    )
    folders = "".join(f"<dir>{one}</dir>" for one in fonts.folders)
    return (
        f'<?xml version="1.0"?><fontconfig>{folders}<cachedir>{folder}/cache</cachedir>{rules}</fontconfig>'
    )


def _font_rule(name: str, family: str, weight: int) -> str:
    heavy = (
        '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
        if weight >= 600
        else ""
    )
    return (
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>{heavy}</match>'
    )
