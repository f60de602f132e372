"""What goes into a bundle for print, and where it stands there."""

from __future__ import annotations

from dataclasses import dataclass

from duban.documents.papers.model import Paper


@dataclass(frozen=True)
class Leaf:
    """A file of a material: its name, its type and its bytes; None where they may not be read any more."""

    name: str
    media_type: str
    content: bytes | None


@dataclass(frozen=True)
class BundledMaterial:
    """A material with its number or day; `papers` are set, `leaves` taken over."""

    name: str
    source: str
    papers: tuple[Paper, ...] = ()
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A line of the catalogue: the first and the last page of a material."""

    name: str
    source: str
    first: int
    last: int
