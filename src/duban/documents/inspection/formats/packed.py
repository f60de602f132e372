"""Zip containers (Office, OFD, ZIP): what the directory of a container says is judged before anything is unpacked."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from duban.documents.inspection.shapes import MB, Shape
from duban.documents.inspection.verdicts import Refused

_END = b"PK\x05\x06"
_END_SIZE, _LOCAL_SIZE = 22, 30
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    zlib.error,
)
_DRIVE = re.compile(r"^[A-Za-z]:")


class Packed:
    """An opened container whose directory was found in order. `read` hands out each entry once, within the limits."""

    def __init__(self, name: str, content: bytes, shape: Shape) -> None:
        self.name, self.shape, self.size = name, shape, len(content)
        self.left = shape.unpacked
        self.archive = _opened(name, content)
        self.entries = [entry for entry in self.archive.infolist() if not entry.is_dir()]
        _refuse_directory(self, content)

    def names(self) -> list[str]:
        """The names of all entries, in the order of the container."""
        return [entry.filename for entry in self.entries]

    def read(self, name: str) -> bytes:
        """The bytes of an entry through its checksum; Refused where it is damaged."""
        entry = self.archive.getinfo(name)
        with reading(self.name, name), self.archive.open(entry) as stream:
            content = stream.read(self.left + 1)
        self.left -= len(content)
        if self.left < 0:
            raise Refused("bomb", _too_much(self.name, self.shape))
        return content

    def peek(self, name: str) -> bytes:
        """The same without counting it against what may be unfolded: a part that is read once more in its turn."""
        left, content = self.left, self.read(name)
        self.left = left
        return content

    def all(self) -> Iterator[tuple[str, bytes]]:
        """Every entry with its bytes."""
        for entry in self.entries:
            yield entry.filename, self.read(entry.filename)


@contextmanager
def reading(name: str, part: str = "") -> Iterator[None]:
    """What a broken or encrypted container brings becomes a Refused."""
    where = f"（部件 {PurePosixPath(part).name}）" if part else ""
    try:
        yield
    except Refused:
        raise
    except RuntimeError as error:  # zipfile says so of an encrypted entry
        raise Refused(
            "encrypted", f"“{name}”里有加密的部分{where}，系统不能读取。请去掉密码后再上传。"
        ) from error
    except (*_DAMAGED, KeyError, struct.error) as error:
        raise Refused("damaged", f"“{name}”已损坏，读不完整{where}。请用原文件重新保存后再上传。") from error


def _opened(name: str, content: bytes) -> zipfile.ZipFile:
    with reading(name):
        return zipfile.ZipFile(io.BytesIO(content))


def _refuse_directory(packed: Packed, content: bytes) -> None:
    name, shape = packed.name, packed.shape
    entries = packed.archive.infolist()
    if len(entries) > shape.entries:
        raise Refused("bomb", f"“{name}”里有 {len(entries)} 个部件，超过 {shape.entries} 个，没有打开。")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > shape.unpacked:
        raise Refused("bomb", _too_much(name, shape))
    if unpacked > shape.ratio_from and unpacked > len(content) * shape.ratio:
        times = unpacked // len(content)
        raise Refused(
            "bomb", f"“{name}”的压缩比为 {times} 倍，超过 {shape.ratio} 倍，疑似压缩炸弹，没有打开。"
        )
    for entry in entries:
        _refuse_entry(name, entry)
    folded = [entry.filename.lower() for entry in entries]
    if len(set(folded)) != len(folded):
        raise Refused("structure", f"“{name}”里有重名的部件，结构不正常，没有打开。")
    _refuse_layout(name, packed.archive, content)


def _refuse_entry(name: str, entry: zipfile.ZipInfo) -> None:
    path = entry.orig_filename
    if (
        path.startswith(("/", "\\"))
        or _DRIVE.match(path)
        or ".." in re.split(r"[/\\]", path)
        or "\x00" in path
    ):
        raise Refused("path", f"“{name}”里有越出文件夹的路径，没有打开。")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("path", f"“{name}”里有符号链接，没有打开。")
    if entry.flag_bits & 0x1:
        raise Refused("encrypted", f"“{name}”里有加密的部分，系统不能读取。请去掉密码后再上传。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(
            "structure", f"“{name}”用了少见的压缩方法，系统不能检查。请用常用的程序重新保存后再上传。"
        )


def _refuse_layout(name: str, archive: zipfile.ZipFile, content: bytes) -> None:
    """Entries lie one after another, nothing stands before the first or after the directory."""
    end = content.rfind(_END)
    tail = len(content) - end - _END_SIZE
    if end < 0 or tail < 0:
        raise Refused("damaged", f"“{name}”已损坏，读不完整。请用原文件重新保存后再上传。")
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if tail != comment or comment > 1024:
        raise Refused("polyglot", f"“{name}”的末尾附带了别的内容，没有接收。请用原来的程序重新保存后再上传。")
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    if entries and entries[0].header_offset != 0:
        raise Refused("polyglot", f"“{name}”的开头附带了别的内容，没有接收。请用原来的程序重新保存后再上传。")
    bound = 0
    for entry in entries:
        if entry.header_offset < bound:
            raise Refused("bomb", f"“{name}”里的部件互相重叠，疑似压缩炸弹，没有打开。")
        bound = entry.header_offset + _LOCAL_SIZE + entry.compress_size
    if bound > archive.start_dir:
        raise Refused("bomb", f"“{name}”里的部件互相重叠，疑似压缩炸弹，没有打开。")


def _too_much(name: str, shape: Shape) -> str:
    return f"“{name}”解开后超过 {shape.unpacked // MB} MB，疑似压缩炸弹，没有打开。"
