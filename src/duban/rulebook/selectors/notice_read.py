"""A notice as read from a file: cut, bound, compared; nothing of it is stored yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from duban.mechanism.clauses import CLAUSES, cite
from duban.mechanism.lifecycles import states_of
from duban.mechanism.notice.answers import VALUE, Answer, settled
from duban.mechanism.notice.binding import Binding, basis_documents, bind
from duban.mechanism.notice.comparison import REQUIRED_FACTS, NoticeComparison, adopted_pack, compare
from duban.mechanism.notice.reading import Notice, cut, decode
from duban.mechanism.notice.values.found import Asked, Found
from duban.mechanism.notice.values.numbers import read_values
from duban.mechanism.parameters import PARAMETERS, Pack, default_pack
from duban.mechanism.parameters.typed import typed
from duban.mechanism.words.named import NAMED
from duban.rulebook.models import Notice as NoticeRow
from duban.rulebook.models import NoticeAnswer


@dataclass(frozen=True)
class Adoption:
    """What adopting a text would mean: `given` are the facts of its issue that a person stated, by field name."""

    binding: Binding
    comparison: NoticeComparison
    given: dict[str, Any]

    @property
    def notice(self) -> Notice:
        """The text, cut up."""
        return self.binding.notice

    @property
    def issued_on(self) -> date | None:
        """The day of issue as stated, else as the text has it."""
        return self.given["issued_on"] or self.notice.facts.issued_on

    @property
    def number(self) -> str:
        """The number as stated, else as the text has it."""
        return self.given["number"] or self.notice.facts.number or ""

    @property
    def issuer(self) -> str:
        """The issuer as stated, else as the text has it."""
        return self.given["issuer"] or self.notice.facts.issuer or ""

    @property
    def missing(self) -> dict[str, str]:
        """The required facts that neither the text nor a person states, by field name, with their Chinese names."""
        return {name: label for name, label in REQUIRED_FACTS.items() if not getattr(self, name)}

    @property
    def suggested(self) -> dict[str, str]:
        """What the text says of its own issue and no person has stated: proposed, never taken as it stands."""
        facts = self.notice.facts
        return {
            name: str(value)
            for name in REQUIRED_FACTS
            if not self.given[name] and (value := getattr(facts, name)) is not None
        }

    @property
    def contradicted(self) -> dict[str, Asked]:
        """Facts that a person stated and the text has otherwise: asked about, by field name."""
        return {
            name: Asked(
                f"fact:{name}",
                "9",
                str(written),
                self.notice.closing if name != "number" else self.notice.address or self.notice.letterhead,
                f"{label}：填写的是{self.given[name]}，原文写的是{written}",
                "",
            )
            for name, label in REQUIRED_FACTS.items()
            if self.given[name]
            and (written := getattr(self.notice.facts, name)) is not None
            and _plain(written) != _plain(self.given[name])
        }

    @property
    def contradicted_keys(self) -> tuple[str, ...]:
        """The keys of these."""
        return tuple(each.key for each in self.contradicted.values())

    @property
    def asked(self) -> tuple[Asked, ...]:
        """Everything that a person has to settle before the notice comes into force."""
        return (*self.contradicted.values(), *self.comparison.asked)

    def answered(self, answers: Iterable[Answer]) -> Adoption:
        """The same with what persons answered."""
        return replace(self, comparison=settled(self.binding, self.comparison, answers))

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
    binding = bind(notice)
    given = {"issued_on": issued_on, "number": number, "issuer": issuer}
    day = issued_on or notice.facts.issued_on or date.max
    stated = [name for name, value in given.items() if value]
    comparison = compare(binding, read_values(binding), default_pack(), day, stated)
    return Adoption(binding, comparison, given)


def read_again(notice: NoticeRow) -> Adoption:
    """A kept notice read anew, with the facts that were stated when it was taken in."""
    return read_notice(notice.text, issued_on=notice.issued_on, number=notice.number, issuer=notice.issuer)


def draft_of(content: bytes, *, number: str, issued_on: date | None) -> str:
    """The reference of the draft that a text already is; empty where it is none."""
    if issued_on is None:
        return ""
    kept_hash = hash_of(cut(decode(content)).text)
    rows = NoticeRow.objects.filter(
        state__in=states_of("notice", "draft"), number=number, issued_on=issued_on, text_hash=kept_hash
    )
    return rows.values_list("ref", flat=True).first() or ""


def hash_of(text: str) -> str:
    """The digest by which a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def answers_of(notice: NoticeRow) -> tuple[Answer, ...]:
    """What persons answered to what a notice leaves in doubt; of several answers to one item the last."""
    rows = NoticeAnswer.objects.filter(notice=notice, ended_at=None).order_by("pk")
    return (*(_answer(row) for row in rows), *_stated(notice))


def _stated(notice: NoticeRow) -> list[Answer]:
    """Facts against the text are answered by whoever took the notice in: nobody is let in with them otherwise."""
    return [Answer(key, "default") for key in read_again(notice).contradicted_keys]


def _answer(row: NoticeAnswer) -> Answer:
    key = row.item.partition(":")[2]
    value = typed(PARAMETERS[key], row.value)[0] if row.how == VALUE else None
    return Answer(row.item, row.how, row.words, value, row.reason)


def _plain(fact: Any) -> str:
    return "".join(str(fact).split()).replace("[", "〔").replace("]", "〕")


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
    """What was read, held against the delivered values, as plain data, as it is stored and printed."""
    found = adoption.comparison
    return {
        "agreeing": [_found(each) for each in found.agreeing],
        "differing": [{**_found(each.found), "pack": each.pack_text} for each in found.differing],
        "names": [_found(each) for each in found.found if each.key in NAMED],
        "asked": [_asked(each) for each in adoption.asked],
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


def _found(found: Found) -> dict[str, Any]:
    known = PARAMETERS[found.key]
    return {
        "key": found.key,
        "title": known.title,
        "clause": found.clause,
        "cite": cite(found.clause),
        "found": known.text(found.value),
        "words": found.text,
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {**asdict(asked), "cite": cite(asked.clause) if asked.clause in CLAUSES else ""}
