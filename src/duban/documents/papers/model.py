"""The content of an official document, apart from how it is laid out. Frozen, typed and canonical as JSON.

A paper says the same on the page, in Word and in print, because all three are made from this one value. The text
that is frozen at approval is its canonical JSON; number and date come later, so `text_sha256` leaves them out.
"""

from __future__ import annotations

import base64
import dataclasses
import functools
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Discriminator, TypeAdapter, ValidationError

from duban.shared.text.canonical import dumps, sha256

SCHEMA = "duban-paper/1"


class Form(StrEnum):
    """The forms a document takes (GB/T 9704-2012, 7 and 10); 专报 and plain papers stand outside the standard."""

    LETTER = "letter"  # 信函
    FILE = "file"  # 文件
    MINUTES = "minutes"  # 纪要
    REPORT = "report"  # 专报: own masthead, issue number, red line
    PLAIN = "plain"  # no head


class Seal(StrEnum):
    """What the signature block leaves room for. A seal is never drawn."""

    SEALED = "sealed"  # 加盖印章
    UNSEALED = "unsealed"  # 不加盖印章
    NONE = "none"  # no signature block, as in minutes


class _Strict:
    """How the parts are read back from JSON: nothing unknown is taken, pictures are base64."""

    __pydantic_config__ = ConfigDict(extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


@dataclass(frozen=True, kw_only=True)
class Heading(_Strict):
    """A heading of level 1 to 4 (一、 （一） 1. （1）); `text` carries its own number.

    `run_in` is text that follows in the same paragraph, in 仿宋.
    """

    type: Literal["heading"] = "heading"
    level: Literal[1, 2, 3, 4]
    text: str
    run_in: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph(_Strict):
    """A paragraph of the text; the first line is indented by two characters unless `flat`."""

    type: Literal["paragraph"] = "paragraph"
    text: str
    flat: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell(_Strict):
    """A cell of a table. `span` columns wide; `label` cells are set in 黑体."""

    text: str
    span: int = 1
    align: Literal["left", "center", "right"] = "center"
    label: bool = False


@dataclass(frozen=True, kw_only=True)
class Table(_Strict):
    """A table. `head` is repeated on every page that the table reaches; `widths` are shares of the line.

    `heights` are least row heights in millimetres, one per row of the body, 0 where the text decides.
    """

    type: Literal["table"] = "table"
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""
    note: str = ""
    heights: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Picture(_Strict):
    """A picture or chart as PNG, centred, with its caption below; `alt` says in words what it shows.

    `svg` is the same drawing in lines, where there is one; print takes it instead of the PNG.
    """

    type: Literal["picture"] = "picture"
    png: bytes
    width_mm: float
    caption: str = ""
    alt: str = ""
    svg: str = ""

    @property
    def uri(self) -> str:
        """The picture as a data address, for a page."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode()}"


Block = Annotated[Heading | Paragraph | Table | Picture, Discriminator("type")]


@dataclass(frozen=True, kw_only=True)
class Attachment(_Strict):
    """An attachment. With blocks it is printed on pages of its own; without, it is only listed (另附)."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Presence(_Strict):
    """A row of the attendance of minutes: 出席, 请假 or 列席, and the names with their units."""

    label: str
    names: str


@dataclass(frozen=True, kw_only=True)
class Colophon(_Strict):
    """The 版记: bodies that get a copy, who printed it and when. The standard knows 抄送 only.

    A letter (信函) prints `copies` alone, without lines, printer and day.
    """

    copies: str = ""
    printer: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Paper(_Strict):
    """An official document.

    `issuers`: 发文机关 by full name, the lead body first. `mark`: 发文机关标志 where it is not the issuers' names
    (minutes, reports). `title`: one text to be broken by meaning, or lines as the drafter broke them. `number`:
    发文字号, or 第n期. `marking`: a mark at the left top such as 内部. `to`: 主送机关 without the colon. `signers`:
    names under the text where they are not the issuers. `hand`: places for signatures by hand above the date, e.g.
    主要领导（签名）. `dated`: 成文日期. `note`: 附注 without brackets.
    """

    kind: str
    form: Form
    issuers: tuple[str, ...]
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    mark: str = ""
    number: str = ""
    urgency: Literal["", "加急", "特急"] = ""
    marking: str = ""
    to: str = ""
    attachments: tuple[Attachment, ...] = ()
    attendance: tuple[Presence, ...] = ()
    signers: tuple[str, ...] = ()
    hand: tuple[str, ...] = ()
    seal: Seal = Seal.SEALED
    dated: date | None = None
    note: str = ""
    colophon: Colophon | None = None
    schema: str = field(default=SCHEMA)

    @property
    def name(self) -> str:
        """The title in one line."""
        return "".join(self.title)

    @property
    def signed_by(self) -> tuple[str, ...]:
        """The names of the signature block, none where the form has none."""
        if self.seal is Seal.NONE:
            return ()
        return self.signers or self.issuers

    def to_json(self) -> str:
        """Canonical JSON: the same content gives the same bytes."""
        return dumps(_adapter().dump_python(self, mode="json"))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The content of canonical JSON; ValueError with a Chinese message where it is none."""
        try:
            found: Self = _adapter().validate_json(text)
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise ValueError(f"公文内容不完整或无法识别：{place or '全文'}。") from error
        if found.schema != SCHEMA:
            raise ValueError(f"公文内容的格式是 {found.schema}，本系统读 {SCHEMA}。")
        return found

    def sha256(self) -> str:
        """SHA-256 of the whole content."""
        return sha256(self.to_json())

    def text_sha256(self) -> str:
        """SHA-256 of what was approved: everything but number, date and day of printing."""
        return self.with_issue("", None).sha256()

    def with_issue(self, number: str, on: date | None) -> Self:
        """The same text with the number and the date that it gets at issue."""
        colophon = self.colophon
        if colophon is not None and colophon.printer:
            colophon = dataclasses.replace(colophon, printed_on=on)
        return dataclasses.replace(self, number=number, dated=on, colophon=colophon)


@functools.cache
def _adapter() -> TypeAdapter[Any]:
    return TypeAdapter(Paper)


@dataclass(frozen=True)
class Imprint:
    """What a copy carries beside the content: `stamp` (草稿, 已作废), the code by which it is verified, and a `banner`,
    which stands at the head of every page, in the editable file too."""

    stamp: str = ""
    banner: str = ""
    code: str = ""
    address: str = ""


PLAIN_COPY = Imprint()
"""A copy with nothing added."""
