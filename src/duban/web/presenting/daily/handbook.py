"""手册: the handbook of each role, read from `web/handbook`; it is also what the first day and the search know of it.

A handbook is written in a small part of Markdown, so that it can be read in the sources too: a title, a line that says for
whom it is, sections, paragraphs, lists, pictures, bold words and links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duban.mechanism.lifecycles import LIFECYCLES
from duban.mechanism.people.standing import Function, PostHeld, PostRole, Role
from duban.shared.actor import Actor

FOLDER = Path(__file__).resolve().parents[2] / "handbook"


@dataclass(frozen=True)
class Piece:
    """A piece of a line: plain, strong, or a link to an address."""

    text: str
    url: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, a list (`numbered` where its order counts, else `points`) or a picture (its file in `picture`)."""

    kind: str
    lines: tuple[tuple[Piece, ...], ...]
    picture: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a handbook under its heading."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All that it says, without marks."""
        lines = (line for block in self.blocks for line in block.lines)
        return "".join("".join(piece.text for piece in line) for line in lines)


@dataclass(frozen=True)
class Handbook:
    """The handbook of a role: `whom` says for whom it is; its first section are the three steps of the first day."""

    key: str
    title: str
    whom: str
    sections: tuple[Section, ...]

    @property
    def first_day(self) -> tuple[tuple[Piece, ...], ...]:
        """The three steps of somebody's first day."""
        return self.sections[0].blocks[0].lines


_OFFICE = {Function.PARTY_OFFICE, Function.GOV_OFFICE}
_OF_ORGAN = {Function.CDI: "cdi", Function.ORG_DEPT: "organisation", Function.APPRAISAL: "appraisal"}
_OF_POST = {
    PostRole.INSPECTOR: "inspector",
    PostRole.CHECKER: "checker",
    PostRole.CLERK: "clerk",
    PostRole.OFFICE_HEAD: "director",
    PostRole.SIGNATORY: "director",
    PostRole.COUNTY_LEADER: "leader",
    PostRole.SECRETARY: "leader",
    PostRole.COUNTY_HEAD: "leader",
    PostRole.PRINCIPAL: "principal",
    PostRole.DEPUTY: "principal",
    PostRole.REGISTRAR: "registrar",
}
ROLES: Mapping[str, tuple[Role, ...]] = {
    "inspector": (Role.INSPECTOR,),
    "checker": (Role.CHECKER,),
    "clerk": (Role.CLERK,),
    "director": (Role.OFFICE_HEAD, Role.CO_HEAD, Role.SIGNATORY),
    "leader": (Role.LEADER, Role.MAIN_LEADER, Role.SECRETARY, Role.COUNTY_HEAD, Role.CONVENER),
    "liaison": (Role.LIAISON, Role.HANDLER, Role.ASSIST),
    "principal": (Role.PRINCIPAL, Role.DEPUTY),
    "cdi": (Role.CDI,),
    "organisation": (Role.ORG_DEPT,),
    "appraisal": (Role.APPRAISAL,),
    "registrar": (Role.REGISTRAR,),
}
"""The handbooks, each with what its reader is to a case: whose acts it lists."""


def handbooks_of(actor: Actor) -> tuple[Handbook, ...]:
    """The handbooks of an actor, that of the first post first. The two offices and the administrator, who teach, read all."""
    own = dict.fromkeys(_of(post) for post in actor.posts)
    teaches = any(post.function in _OFFICE or post.role is PostRole.REGISTRAR for post in actor.posts)
    keys = dict.fromkeys([*own, *ROLES]) if teaches else own or {"liaison": None}
    return tuple(handbook(key) for key in keys)


def _of(post: PostHeld) -> str:
    return _OF_ORGAN.get(post.function) or _OF_POST.get(post.role, "liaison")


def own_acts(key: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the readers of a handbook can do: of each kind of object the acts, each with its clause."""
    roles = set(ROLES[key])
    found = []
    for one in LIFECYCLES.values():
        acts = [(act.label, act.clause) for act in one.acts if roles.intersection(act.roles)]
        if acts:
            found.append((one.label, list(dict.fromkeys(acts))))
    return found


@cache
def handbook(key: str) -> Handbook:
    """The handbook of this key, read once a process; ValueError where a line is of no kind that it knows."""
    lines = (FOLDER / f"{key}.md").read_text(encoding="utf-8").splitlines()
    title, whom = lines[0].removeprefix("# "), lines[2].removeprefix("> ")
    parts = re.split(r"^## ", "\n".join(lines[3:]), flags=re.MULTILINE)[1:]
    sections = tuple(_section(number, part) for number, part in enumerate(parts, 1))
    return Handbook(key, title, whom, sections)


def _section(number: int, text: str) -> Section:
    title, _, rest = text.partition("\n")
    return Section(f"s-{number}", title, tuple(_blocks(rest)))


_KINDS = (("numbered", re.compile(r"\d+\. ")), ("points", re.compile(r"- ")))
_PICTURE = re.compile(r"!\[(?P<says>[^\]]+)\]\((?:\.\./static/)(?P<file>[\w/.-]+)\)")
_INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\[(?P<label>[^\]]+)\]\((?P<url>/[^)]*)\)|`(?P<key>[^`]+)`")


def _blocks(text: str) -> Iterator[Block]:
    """The blocks of a section: what no blank line parts belongs together."""
    for chunk in filter(None, (chunk.strip() for chunk in text.split("\n\n"))):
        lines = chunk.splitlines()
        if picture := _PICTURE.fullmatch(chunk):
            yield Block("picture", ((Piece(picture["says"]),),), picture["file"])
            continue
        kind = next((kind for kind, mark in _KINDS if all(mark.match(line) for line in lines)), "text")
        if kind == "text" and (len(lines) > 1 or chunk[0] in "#>!|-"):
            raise ValueError(f"a handbook knows no such block: {chunk[:40]}")
        yield Block(kind, tuple(tuple(_pieces(re.sub(r"^(?:\d+\. |- )", "", line))) for line in lines))


def _pieces(line: str) -> Iterator[Piece]:
    at = 0
    for found in _INLINE.finditer(line):
        if found.start() > at:
            yield Piece(line[at : found.start()])
        strong = found["strong"] or found["key"]
        yield Piece(strong, strong=True) if strong else Piece(found["label"], found["url"])
        at = found.end()
    if at < len(line):
        yield Piece(line[at:])
