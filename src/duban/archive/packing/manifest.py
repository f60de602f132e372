"""The manifest of a package: what it says, written as XML and read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from importlib import resources
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from duban.archive.packing.layout import NAMESPACE, SCHEMA_VERSION
from duban.mechanism.words.named import USUAL_WORDS, Vocabulary

_NAMES, _BETWEEN = "本县三种措施和最重一种的通知书的名称：", "、"
_Q = f"{{{NAMESPACE}}}"


@dataclass(frozen=True)
class CaseAbout:
    """The case: what it is, who kept it, when it was made and closed, how long it is kept."""

    code: str
    title: str
    jurisdiction: str
    office: str
    unit: str
    status: str
    registered_on: str
    closed_on: str
    formed_at: str
    retention: str
    transfer_after: str
    last_entry: str
    last_hash: str


@dataclass(frozen=True)
class MeasureAbout:
    """A measure taken in the case."""

    ref: str
    kind: str
    label: str
    number: str
    issued_on: str
    ended_on: str


@dataclass(frozen=True)
class FileAbout:
    """A file of the package. Of an attachment `declared` and `looked_by` say who vouched for what no text was in."""

    path: str
    role: str
    type: str
    title: str
    size: str
    sha256: str
    number: str = ""
    dated: str = ""
    source: str = ""
    edition: str = ""
    replaces: str = ""
    level: str = ""
    declared: str = ""
    looked_by: str = ""
    represents: str = ""


@dataclass(frozen=True)
class Manifest:
    """Everything that a package says of itself."""

    case: CaseAbout
    measures: tuple[MeasureAbout, ...]
    files: tuple[FileAbout, ...]
    notes: tuple[str, ...] = field(default=())
    version: str = SCHEMA_VERSION

    @property
    def words(self) -> Vocabulary:
        """What the county of the package calls its measures and papers."""
        return words_in(self.notes)

    def to_xml(self) -> bytes:
        """UTF-8 XML, indented; the same content gives the same bytes."""
        ElementTree.register_namespace("", NAMESPACE)
        root = Element(f"{_Q}archive", {"version": self.version, "algorithm": "SHA-256"})
        _write(SubElement(root, f"{_Q}case"), self.case)
        measures = SubElement(root, f"{_Q}measures")
        for measure in self.measures:
            _write(SubElement(measures, f"{_Q}measure"), measure)
        files = SubElement(root, f"{_Q}files")
        for file in self.files:
            _write(SubElement(files, f"{_Q}file"), file)
        notes = SubElement(root, f"{_Q}notes")
        for note in self.notes:
            SubElement(notes, f"{_Q}note").text = note
        ElementTree.indent(root)
        return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"

    @classmethod
    def from_xml(cls, content: bytes) -> Manifest:
        """Read a manifest; ValueError where it is none."""
        try:
            root = fromstring(content, forbid_dtd=True)
        except ElementTree.ParseError as error:
            raise ValueError(f"第 {error.position[0]} 行不是完整的 XML") from error
        except DefusedXmlException as error:
            raise ValueError("带有文档类型或实体的声明，没有读取") from error
        except (ValueError, LookupError) as error:
            raise ValueError("不是完整的 XML") from error
        if root.tag != f"{_Q}archive":
            raise ValueError("不是归档包的清单")
        case = root.find(f"{_Q}case")
        if case is None:
            raise ValueError("清单没有卷宗一节")
        return cls(
            case=_read(CaseAbout, case),
            measures=tuple(_read(MeasureAbout, at) for at in _under(root, "measures", "measure")),
            files=tuple(_read(FileAbout, at) for at in _under(root, "files", "file")),
            notes=tuple(at.text or "" for at in _under(root, "notes", "note")),
            version=str(root.get("version", "")),
        )


def names_noted(words: Vocabulary) -> str:
    """The note that tells what the county calls its measures and papers; empty where they have the usual names."""
    return "" if words.names == USUAL_WORDS.names else f"{_NAMES}{_BETWEEN.join(words.names)}"


def words_in(notes: tuple[str, ...]) -> Vocabulary:
    """The names that a note tells; the usual ones where none does."""
    told = next((note.removeprefix(_NAMES) for note in notes if note.startswith(_NAMES)), "")
    names = told.split(_BETWEEN)
    return Vocabulary(*names) if len(names) == len(USUAL_WORDS.names) else USUAL_WORDS


def schema() -> bytes:
    """The XML schema of the manifest."""
    return resources.files(__package__).joinpath("manifest.xsd").read_bytes()


def _write(at: Element, about: Any) -> None:
    for one in fields(about):
        value = getattr(about, one.name)
        if value or one.default != "":
            SubElement(at, f"{_Q}{one.name}").text = value


def _read(kind: type[Any], at: Element) -> Any:
    values = {child.tag.removeprefix(_Q): child.text or "" for child in at}
    return kind(**{one.name: values.get(one.name, "") for one in fields(kind)})


def _under(root: Element, group: str, name: str) -> Iterator[Element]:
    at = root.find(f"{_Q}{group}")
    yield from at.findall(f"{_Q}{name}") if at is not None else ()
