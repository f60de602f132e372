"""Files out of Debian's packages without installing them: no root, nothing changed on the machine.

`python -m duban.jobs.debian FOLDER PACKAGE…` unpacks the packages into the folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


class NotFetched(RuntimeError):
    """The packages could not be had on this machine."""


def unpack(packages: list[str], folder: Path) -> None:
    """Download the packages from the machine's own Debian sources and unpack them into the folder."""
    missing = [tool for tool in ("apt-get", "dpkg") if shutil.which(tool) is None]
    if missing:
        raise NotFetched(f"本机没有 {'、'.join(missing)}，不能取得 Debian 软件包。")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="duban-apt-") as name:
        scratch = Path(name)
        options = private_state(scratch)
        _call(["apt-get", *options, "-qq", "update"], scratch)
        _call(["apt-get", *options, "-qq", "download", *packages], scratch)
        for archive in sorted(scratch.glob("*.deb")):
            _call(["dpkg", "-x", str(archive), str(folder)], scratch)


def private_state(scratch: Path) -> list[str]:
    """Options that make apt keep its lists and its cache in the scratch folder and run as the present user."""
    for name in ("state/lists/partial", "cache/archives/partial"):
        (scratch / name).mkdir(parents=True)
    (scratch / "status").touch()
    settings = {
        "Dir::State": scratch / "state",
        "Dir::State::status": scratch / "status",
        "Dir::Cache": scratch / "cache",
        "APT::Sandbox::User": "",
    }
    return [part for name, value in settings.items() for part in ("-o", f"{name}={value}")]


def _call(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)  # noqa: S603
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotFetched(f"{command[0]} 未成功：{said[-1] if said else done.returncode}")


if __name__ == "__main__":
    try:
        unpack(sys.argv[2:], Path(sys.argv[1]).absolute())
    except NotFetched as error:
        raise SystemExit(str(error)) from error
