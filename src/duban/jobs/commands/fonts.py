"""取得中文字体（来自 Debian 软件包，不需要 root），供公文版式和浏览器测试使用。"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

from duban.jobs.debian import NotFetched, unpack

NEEDS_DJANGO = False

FOLDER = Path(__file__).resolve().parents[4] / ".fonts"
PACKAGES = ["fonts-noto-cjk", "texlive-lang-chinese", "fonts-lxgw-wenkai"]

SHA256 = {
    "FandolFang-Regular.otf": "d838ad32ce2244d8144f408c37fe71065aba6fbbc80759a4d2aa2033948d5bc9",
    "FandolHei-Bold.otf": "42ca2de27b45e16a284768673b6205a5add9e17871ee0e7db9c0d03f061d96fd",
    "FandolHei-Regular.otf": "4afa97aa8751e0118617df88272b58d43691b5cffb7ea024c4580496e9f34d28",
    "FandolKai-Regular.otf": "ea7e7fb4f9b3ac694a68d43946e04d21deed6e8c29a7c2d3081e1a4138f2f827",
    "FandolSong-Bold.otf": "ffa76a70e128947a4dd22151d5ee829b23e24ce3cb6fe8ad49891cd1c2d9e9b9",
    "FandolSong-Regular.otf": "a3820003227d4abe31fe28b493200d94a849ccfd078b50a019264f70353020b0",
    "LXGWWenKai-Bold.ttf": "2a24551c5c4fb42507aafa4773b08a5ea55d538a8d449032663ec9e3027a707e",
    "LXGWWenKai-Regular.ttf": "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
    "NotoSansCJK-Bold.ttc": "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
    "NotoSansCJK-Regular.ttc": "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a",
    "NotoSerifCJK-Bold.ttc": "a5d4b046c127da3d7c72f98b46c41489cd29bf52abfdf18aba920903e920d4ac",
    "NotoSerifCJK-Regular.ttc": "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
}

# Only these fonts exist for a program started with FONTCONFIG_FILE, so that a page looks alike everywhere.
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias binding="same"><family>monospace</family><prefer><family>Noto Sans Mono CJK SC</family></prefer></alias>
  <alias binding="same"><family>Arial</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
  <alias binding="same"><family>Times New Roman</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>
  <alias><family>仿宋_GB2312</family><prefer><family>FandolFang</family></prefer></alias>
  <alias><family>楷体_GB2312</family><prefer><family>FandolKai</family></prefer></alias>
  <alias><family>黑体</family><prefer><family>FandolHei</family></prefer></alias>
  <alias><family>宋体</family><prefer><family>FandolSong</family></prefer></alias>
  <match target="pattern"><test name="family"><string>方正小标宋简体</string></test>
    <edit name="family" mode="assign" binding="strong"><string>FandolSong</string></edit>
    <edit name="weight" mode="assign" binding="strong"><const>bold</const></edit></match>
</fontconfig>
"""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=FOLDER, help="存放位置，默认源码目录下的 .fonts")


def run(args: argparse.Namespace) -> int:
    folder: Path = args.folder.absolute()
    try:
        if not complete(folder):
            fetch(folder)
    except NotFetched as error:
        print(f"字体没有取得：{error}", file=sys.stderr)
        return 1
    (folder / "fonts.conf").write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
    print(f"{len(SHA256)} 个字体文件在 {folder}，使用时设 FONTCONFIG_FILE={folder / 'fonts.conf'}")
    return 0


def complete(folder: Path) -> bool:
    """Whether every font is there and unchanged."""
    return all(genuine(folder / name) for name in SHA256)


def genuine(file: Path) -> bool:
    """Whether the file is the very font that was pinned."""
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == SHA256[file.name]


def fetch(folder: Path) -> None:
    """Unpack the packages, compare every font with its pinned hash, and only then move them to their place."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="duban-fonts-") as scratch:
        unpack(PACKAGES, Path(scratch))
        found = {
            file.name: file
            for file in Path(scratch).rglob("*")
            if file.name in SHA256 and not file.is_symlink()
        }
        wrong = sorted(name for name in SHA256 if name not in found or not genuine(found[name]))
        if wrong:
            raise NotFetched(f"下列文件缺少或与锁定的 SHA-256 不符：{'、'.join(wrong)}")
        for name, file in found.items():
            shutil.move(file, folder / name)
