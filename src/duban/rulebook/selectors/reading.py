"""A notice as read from a file: cut, bound, compared; nothing of it is stored yet."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duban.mechanism.clauses import cite
from duban.mechanism.notice import (
    REQUIRED_FACTS,
    Binding,
    Comparison,
    Notice,
    adopted_pack,
    basis_documents,
    bind,
    compare,
    cut,
    decode,
    numbers,
)
from duban.mechanism.parameters import PARAMETERS, Pack, default_pack


@dataclass(frozen=True)
class Adoption:
    """What adopting a text would mean. `missing` names the required facts that nobody has supplied."""

    binding: Binding
    comparison: Comparison
    issued_on: date | None
    number: str
    issuer: str

    @property
    def notice(self) -> Notice:
        """The text, cut up."""
        return self.binding.notice

    @property
    def missing(self) -> dict[str, str]:
        """The required facts that are not there, by field name, with their Chinese names."""
        given = {"issued_on": self.issued_on, "number": self.number, "issuer": self.issuer}
        return {name: label for name, label in REQUIRED_FACTS.items() if not given[name]}

    @property
    def source(self) -> str:
        """How the notice is quoted as the source of a value."""
        return f"《{self.notice.title}》（{self.number}）"

    def pack(self) -> Pack:
        """The pack that follows: delivered values with the county's own numbers; `PackError` where one is unclear."""
        if self.issued_on is None:
            raise ValueError("no day of issue")
        return adopted_pack(default_pack(), self.comparison, self.issued_on, self.source)


def read_notice(
    content: bytes | str, *, issued_on: date | None = None, number: str = "", issuer: str = ""
) -> Adoption:
    """Read a notice from a file's bytes or from text. What the text itself says of its issue fills what is not given.

    Raises `NoticeUnreadable` for what is no text in UTF-8 or GB18030, or has no articles.
    """
    notice = cut(decode(content) if isinstance(content, bytes) else content)
    facts = notice.facts
    day = issued_on or facts.issued_on
    binding = bind(notice)
    given = [
        name for name, value in (("issued_on", issued_on), ("number", number), ("issuer", issuer)) if value
    ]
    comparison = compare(binding, numbers(binding), default_pack(), day or date.max, given)
    return Adoption(binding, comparison, day, number or facts.number or "", issuer or facts.issuer or "")


def binding_data(adoption: Adoption) -> dict[str, Any]:
    """The binding as plain data, as it is stored and printed."""
    binding = adoption.binding
    return {
        "passages": [asdict(passage) for passage in adoption.comparison.bound],
        "not_found": list(binding.not_found),
        "superfluous": [asdict(each) for each in binding.superfluous],
        "documents": list(basis_documents(binding.notice)),
    }


def comparison_data(adoption: Adoption) -> dict[str, Any]:
    """The comparison with the delivered values as plain data, as it is stored and printed."""
    found = adoption.comparison
    return {
        "agreeing": [
            {
                "key": each.key,
                "title": PARAMETERS[each.key].title,
                "clause": each.clause,
                "cite": cite(each.clause),
                "found": PARAMETERS[each.key].text(each.value),
                "words": each.text,
            }
            for each in found.agreeing
        ],
        "differing": [
            {
                "key": each.key,
                "title": each.title,
                "clause": each.clause,
                "cite": each.cite,
                "found": each.found_text,
                "words": each.found.text,
                "pack": each.pack_text,
            }
            for each in found.differing
        ],
        "numbers_missing": [
            {
                "key": each.key,
                "title": each.title,
                "clause": each.clause,
                "cite": each.cite,
                "pack": each.pack_text,
            }
            for each in found.numbers_missing
        ],
    }
