"""The pieces of a template: tags, control tags, text, and which of them are blocks on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta source track use wbr path rect circle line")
BLOCK = _words(
    "html head body title meta link main section article aside nav header footer div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd "
    "table thead tbody tfoot tr td th caption colgroup col form fieldset legend details summary blockquote figure "
    "figcaption hr br select option optgroup datalist template dialog pre"
)
ROWS = _words("html head table thead tbody tfoot tr ul ol dl select datalist colgroup")
"""What holds elements only: white space between them is nowhere."""
VERBATIM = {"script", "style", "textarea", "pre"}
INLINE_CLASSES = _words(
    "chip clause clauses due inline light mark menu-button rating reference segments short side-close stamp tag "
    "two-lines upload-camera"
)
FLEXING = _words(
    "acts bar both brand can-row card-header chip clauses counts days door door-in filters find group-head halves "
    "head in-row indicators keys-list ladder light note pairs personas pick rating rows segments sheet side side-in "
    "slips strip sub-menu tag todo unclassified upload-item upload-pick window-foot window-head"
)
"""Classes that lay their elements out as boxes, on every width: each element in them is a block."""
KEPT_CLASSES = {"lines", "derive"}
"""Classes under which white space is shown as it stands."""
OPENERS = _words("if for with block ifchanged spaceless filter")
MIDDLES = {"else", "elif", "empty"}
BLANK = " \t\r\n\f"
_TOKEN = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|<!?/?[a-zA-Z]", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n\f]+")
"""White space as a page has it; the space of a Chinese character is text."""


@dataclass(eq=False)
class Token:
    """A piece of a template: kind (open, close, void, control, piece, comment, text), its name, whether space precedes."""

    kind: str
    text: str
    name: str = ""
    spaced: bool = False
    block: bool = False
    flexing: bool = False
    parts: list[Token] = field(default_factory=list)
    """Of a control tag that opens: itself, its middles, its end."""


class Unbalanced(ValueError):
    """A template whose control tags do not close."""


def tokens(source: str) -> list[Token]:
    """The pieces of a template in their order; white space between them is only noted."""
    found: list[Token] = []
    at, spaced = 0, False
    while at < len(source):
        if space := _SPACE.match(source, at):
            spaced, at = True, space.end()
            continue
        token, at = _next(source, at)
        token.spaced, spaced = spaced, False
        found.append(token)
    _pair(found)
    return found


def _next(source: str, at: int) -> tuple[Token, int]:
    if source.startswith("{#", at):
        end = source.index("#}", at) + 2
        return Token("comment", source[at:end]), end
    if source.startswith("{{", at):
        end = source.index("}}", at) + 2
        return Token("piece", source[at:end]), end
    if source.startswith("{%", at):
        end = source.index("%}", at) + 2
        return _control(source[at:end], source, end)
    if re.match(r"<!?/?[a-zA-Z]", source[at:]):
        return _tag(source, at)
    stop = _TOKEN.search(source, at + 1)
    space = _SPACE.search(source, at)
    end = min(stop.start() if stop else len(source), space.start() if space else len(source))
    return Token("text", source[at:end]), end


def _control(text: str, source: str, end: int) -> tuple[Token, int]:
    name = text[2:-2].split()[0]
    if name in ("comment", "verbatim"):
        close = re.compile(r"\{%\s*end" + name + r"\s*%\}").search(source, end)
        if close is None:
            raise Unbalanced(text)
        return Token("text", text + source[end : close.end()]), close.end()
    known = name in OPENERS | MIDDLES or name.removeprefix("end") in OPENERS
    silent = name in ("load", "extends", "regroup")
    return Token("control" if known else "comment" if silent else "piece", text, name), end


def _tag(source: str, at: int) -> tuple[Token, int]:
    end, quote = at + 1, ""
    while end < len(source):
        if source.startswith(("{%", "{{"), end):
            end = source.index("%}" if source[end + 1] == "%" else "}}", end) + 2
            continue
        char = source[end]
        end += 1
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'":
            quote = char
        elif char == ">":
            break
    text = source[at:end]
    name = re.sub(r"^<!?/?([\w-]+).*", r"\1", text, flags=re.DOTALL).lower()
    if text.startswith("<!"):
        return Token("void", text, "html", block=True), end
    if text.startswith("</"):
        return Token("close", text, name), end
    classes = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', text))))
    if name in VERBATIM or classes & KEPT_CLASSES:
        close = _closing(source, end, name)
        return Token("text", source[at:close], block=name in BLOCK), close
    kind = "void" if name in VOID or text.endswith("/>") else "open"
    block = name in BLOCK and not classes & INLINE_CLASSES
    return Token(kind, text, name, block=block, flexing=bool(classes & FLEXING)), end


def _closing(source: str, at: int, name: str) -> int:
    depth = 1
    for found in re.finditer(rf"<(/?){name}\b", source[at:]):
        depth += -1 if found[1] else 1
        if not depth:
            return source.index(">", at + found.end()) + 1
    raise Unbalanced(name)


def _pair(found: Sequence[Token]) -> None:
    """Let control tags know their middles and ends, closing tags whether they close a block."""
    controls: list[Token] = []
    open_: list[Token] = []
    for token in found:
        if token.kind in ("open", "void") and open_ and open_[-1].flexing:
            token.block = True
        if token.kind == "open":
            open_.append(token)
        elif token.kind == "close":
            mine = next((one for one in reversed(open_) if one.name == token.name), None)
            token.block = mine.block if mine else token.name in BLOCK
            if mine:
                del open_[open_.index(mine) :]
        elif token.kind == "control":
            if token.name in OPENERS:
                token.parts = [token]
                controls.append(token)
            elif not controls:
                raise Unbalanced(token.text)
            else:
                controls[-1].parts.append(token)
                token.parts = controls[-1].parts
                if token.name.startswith("end"):
                    controls.pop()
    if controls:
        raise Unbalanced(controls[-1].text)
