"""Kinds of files by suffix and by how they begin, and how large they may be."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from duban.documents.inspection.verdicts import Refused

MB = 1024 * 1024
MEMORY = 512 * MB
ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_EMPTY_ZIP = b"PK\x05\x06"
_OFFICE = "application/vnd.openxmlformats-officedocument."

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".ofd": "application/ofd",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xls": "application/vnd.ms-excel",
    ".zip": "application/zip",
}
"""Every kind that can be looked into; which of them are taken is said by the limits."""

MACRO_SUFFIXES = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam")
_FAMILY = {
    ".pdf": "pdf", ".docx": "zip", ".xlsx": "zip", ".pptx": "zip", ".ofd": "zip", ".zip": "zip", ".jpg": "jpeg",
    ".jpeg": "jpeg", ".png": "png", ".txt": "text", ".csv": "text", ".xls": "ole",
}  # fmt: skip
_BEGINNINGS = (
    (PDF, "pdf"), (ZIP, "zip"), (_EMPTY_ZIP, "zip"), (OLE, "ole"), (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"), (b"MZ", "exe"), (b"\x7fELF", "exe"), (b"\xca\xfe\xba\xbe", "exe"),
    (b"\xcf\xfa\xed\xfe", "exe"), (b"#!", "script"), (b"@echo off", "script"), (b"GIF8", "gif"), (b"BM", "bmp"),
    (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"RIFF", "riff"), (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ", "xz"), (b"{\\rtf", "rtf"), (b"MSCF", "cab"),
    (b"ITSF", "chm"), (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
)  # fmt: skip
_MARKUP = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<table",
    b"<meta",
    b"<body",
    b"<?php",
)
FAMILY_NAMES = {
    "pdf": "PDF", "zip": "压缩格式（Office、OFD 或 ZIP）", "ole": "旧版 Office 或加密的格式", "jpeg": "JPEG 图片",
    "png": "PNG 图片", "exe": "可执行程序", "script": "脚本", "gif": "GIF 图片", "bmp": "BMP 图片", "tiff": "TIFF 图片",
    "riff": "音视频或 WebP", "rar": "RAR 压缩包", "7z": "7z 压缩包", "gz": "gzip 压缩包", "bz2": "bzip2 压缩包",
    "xz": "xz 压缩包", "rtf": "RTF", "cab": "CAB 安装包", "chm": "CHM 帮助文件", "lnk": "快捷方式",
    "markup": "网页（HTML 或 XML）", "text": "文本", "binary": "不认识的二进制格式",
}  # fmt: skip


@dataclass(frozen=True)
class Shape:
    """What is taken at one place: suffixes, sizes in bytes, and how far packed files may unfold.

    `pixels` is the greatest picture, `seconds` and `memory` what looking into one file may cost, `depth` how deep
    files may lie in files. `mark` tells whether classified markings are
    looked for (as of `day`), `strip` whether pictures lose their metadata.
    """

    accept: tuple[str, ...]
    largest: int = 50 * MB
    unpacked: int = 200 * MB
    entries: int = 2000
    ratio: int = 100
    ratio_from: int = 10 * MB
    depth: int = 2
    pixels: int = 40_000_000
    seconds: int = 20
    memory: int = MEMORY
    day: str = ""
    mark: bool = True
    strip: bool = True

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def of(cls, data: dict[str, Any]) -> Shape:
        """From JSON."""
        return cls(**{**data, "accept": tuple(data["accept"])})


def family_of(content: bytes) -> str:
    """The family that the bytes belong to, whatever the name says."""
    for start, family in _BEGINNINGS:
        if content.startswith(start):
            return family
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").lower()
    if head.startswith(_MARKUP):
        return "markup"
    return "text" if _texts(content) else "binary"


def _texts(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\x00" not in content[:65536]


def suffix_of(name: str) -> str:
    """The suffix in small letters, empty where there is none."""
    return PurePath(name).suffix.lower()


def refuse_by_outside(name: str, content: bytes, shape: Shape) -> str:
    """Judge name, size and first bytes; returns the suffix. Refused for what is not taken here."""
    suffix = suffix_of(name)
    if suffix in MACRO_SUFFIXES:
        raise Refused(
            "macro", f"“{name}”是可带宏的格式（{suffix}），不收带宏的文件。请另存为不带宏的格式再上传。"
        )
    if suffix not in shape.accept or suffix not in MEDIA_TYPES:
        raise Refused("type", f"“{name}”：不收“{suffix or '无后缀'}”文件，可用：{' '.join(shape.accept)}。")
    if not content:
        raise Refused("empty", f"“{name}”是空文件。")
    if len(content) > shape.largest:
        raise Refused("size", too_large(name, len(content), shape.largest))
    found, wanted = family_of(content), _FAMILY[suffix]
    if found != wanted:
        if found == "ole" and wanted == "zip" and "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused("encrypted", f"“{name}”加了打开密码，系统不能读取。请去掉密码后再上传。")
        raise Refused(
            "suffix",
            f"“{name}”的内容与后缀不符：后缀是 {suffix}，内容是{FAMILY_NAMES[found]}。请用原来的程序另存后再上传。",
        )
    return suffix


def too_large(name: str, size: int, largest: int) -> str:
    """The message for a file beyond the greatest size."""
    return f"“{name}”有 {size / MB:.1f} MB，超过 {largest / MB:g} MB，没有接收。请压缩图片或分成几份。"
