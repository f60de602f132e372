"""Fonts: which family stands for which role, what is missing, and that a PDF carries no other font.

Roles and families are configuration (fonts.toml, or a file of the installation's own). Where both are looked for is
told by whoever uses the renderer (`look_in`), the county's own folder first, so that licensed fonts are dropped in.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

_SUFFIXES = {".otf", ".ttf", ".ttc", ".otc"}
_OF_NUMBERS = "song"  # page numbers: a letter of one page has none
_INVISIBLE = frozenset("\n\t\r\u3000 \u200b")


@dataclass(frozen=True)
class Places:
    """Where an installation keeps its fonts: folders, its own first, and the file that names families for roles."""

    folders: tuple[Path, ...]
    roles: Path


_asked: list[Callable[[], Places]] = []


def look_in(places: Callable[[], Places]) -> None:
    """Say where fonts are looked for; it is asked anew each time, since an installation may change it."""
    _asked[:] = [places]


def known() -> bool:
    """Whether it has been said where fonts are looked for; a process apart knows only what it is told."""
    return bool(_asked)


def _places() -> Places:
    return _asked[0]()


class NoPdf(RuntimeError):
    """A PDF cannot be made on this installation, or came out otherwise than it should; the message says why."""


class FontsMissing(NoPdf):
    """A role has no font, or no font has a character."""


class FontSubstituted(NoPdf):
    """A PDF carries a font that is none of its roles'."""


@dataclass(frozen=True)
class Face:
    """One font of a family, and where it lies; `index` is its place in a collection."""

    family: str
    weight: int
    path: str
    index: int

    @property
    def postscript(self) -> str:
        """The name under which a PDF embeds it."""
        return _read(self.path, self.index)[0]

    @property
    def covers(self) -> frozenset[int]:
        """The characters that it has."""
        return _read(self.path, self.index)[1]


@functools.lru_cache(maxsize=64)
def _read(path: str, index: int) -> tuple[str, frozenset[int]]:
    from fontTools.ttLib import TTFont

    with TTFont(path, fontNumber=index, lazy=True) as font:
        return str(font["name"].getDebugName(6)), frozenset(font.getBestCmap())


@dataclass(frozen=True)
class FontRole:
    """What a font is for: its Chinese name, the name written into .docx, families by preference with weight."""

    key: str
    name: str
    word: str
    families: tuple[tuple[str, int], ...]


@dataclass(frozen=True, eq=False)
class FontRoles:
    """The configuration: roles by key, and the families for characters that a role's own family lacks."""

    by_key: Mapping[str, FontRole]
    fallback: tuple[str, ...]


def configured() -> FontRoles:
    """The roles in force: the county's file where there is one, else the one delivered."""
    own = _places().roles
    return _roles(own.read_text("utf-8") if own.is_file() else _delivered())


@functools.cache
def _delivered() -> str:
    return resources.files(__package__).joinpath("fonts.toml").read_text("utf-8")


@functools.lru_cache(maxsize=4)
def _roles(text: str) -> FontRoles:
    try:
        data = tomllib.loads(text)
        roles = {key: _role(key, row) for key, row in data["roles"].items()}
        return FontRoles(roles, tuple(data["fallback"]))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise FontsMissing(f"字体配置 {_places().roles} 不能用：{error}。") from error


def _role(key: str, row: Mapping[str, Any]) -> FontRole:
    families = tuple((one["family"], int(one.get("weight", 400))) for one in row["families"])
    return FontRole(key, row["name"], row["word"], families)


class FontBook:
    """The fonts that are there, and which of them each role uses."""

    def __init__(self, folders: Iterable[Path], roles: FontRoles) -> None:
        import typst

        self.folders = [folder for folder in folders if folder.is_dir()]
        self.fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=list(self.folders)
        )
        self.roles = roles
        self.faces = [
            Face(one.family, one.weight, str(one.path), one.index)
            for one in self.fonts.fonts()
            if one.style == "normal"
        ]
        self.chosen = {key: self._first(role.families) for key, role in roles.by_key.items()}
        self.fallback = [face for family in roles.fallback for face in self.faces if face.family == family]

    def _first(self, families: Iterable[tuple[str, int]]) -> Face | None:
        there = {(face.family.lower(), face.weight): face for face in self.faces}
        found = (there.get((family.lower(), weight)) for family, weight in families)
        return next((face for face in found if face is not None), None)

    def require(self, texts: Mapping[str, str]) -> None:
        """Raise FontsMissing unless every role that has a text has a font, and every character one that draws it."""
        missing = [self.roles.by_key[key] for key, text in texts.items() if text and self.chosen[key] is None]
        if missing:
            raise FontsMissing(_what_to_do(missing))
        for key, text in texts.items():
            strange = self.lacking(key, text)
            lost = [char for char in strange if not any(ord(char) in face.covers for face in self.fallback)]
            if lost:
                raise FontsMissing(
                    f"没有字体能显示“{'、'.join(lost)}”：请把含这些字的字体放进 {_places().folders[0]}，"
                    "并在 fonts/roles.toml 的 fallback 里写上字体名。Word 文件仍可下载。"
                )

    def lacking(self, key: str, text: str) -> list[str]:
        """The characters that the role's own font lacks."""
        face = self.chosen[key]
        covered = face.covers if face else frozenset()
        return sorted(char for char in set(text) - _INVISIBLE if ord(char) not in covered)

    def stack(self, key: str) -> list[str]:
        """The families of a role for the typesetter, own family first."""
        face = self.chosen[key]
        return [*([face.family] if face else []), *dict.fromkeys(one.family for one in self.fallback)]

    def weight(self, key: str) -> int:
        """The weight of a role's own font."""
        face = self.chosen[key]
        return face.weight if face else 400

    def hold_against(self, embedded: Iterable[str], texts: Mapping[str, str]) -> None:
        """Raise FontSubstituted where a PDF embeds a font that its roles do not use, or lacks one that they do."""
        own = {key: face.postscript for key, text in texts.items() if text and (face := self.chosen[key])}
        rare = any(self.lacking(key, text) for key, text in texts.items())
        allowed = set(own.values()) | ({face.postscript for face in self.fallback} if rare else set())
        found = set(embedded)
        needed = {name for key, name in own.items() if key != _OF_NUMBERS}
        if found - allowed or needed - found:
            raise FontSubstituted(
                f"PDF 里的字体与配置不符：多出 {'、'.join(sorted(found - allowed)) or '无'}，"
                f"缺少 {'、'.join(sorted(needed - found)) or '无'}。没有出具 PDF，请检查字体文件和 roles.toml。"
            )


def _what_to_do(missing: Iterable[FontRole]) -> str:
    wanted = "；".join(
        f"{role.name}（任一：{'、'.join(family for family, _ in role.families)}）" for role in missing
    )
    return (
        f"不能出 PDF，缺少字体：{wanted}。请把字体文件放进 {_places().folders[0]}，"
        "或运行 duban fonts 取得替代字体。Word 文件不受影响，仍可下载。"
    )


def book() -> FontBook:
    """The fonts of this installation; read anew when a file is added, changed or taken away."""
    folders = _places().folders
    return _book(folders, configured(), tuple(_contents(folder) for folder in folders))


def _contents(folder: Path) -> tuple[tuple[str, int, int], ...]:
    if not folder.is_dir():
        return ()
    stats = ((file, file.stat()) for file in sorted(folder.rglob("*")) if file.suffix.lower() in _SUFFIXES)
    return tuple((str(file), stat.st_size, stat.st_mtime_ns) for file, stat in stats)


@functools.lru_cache(maxsize=4)
def _book(folders: tuple[Path, ...], roles: FontRoles, contents: object) -> FontBook:
    return FontBook(folders, roles)
