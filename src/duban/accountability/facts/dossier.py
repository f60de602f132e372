"""Rows of an inquiry as the types that the mechanism judges."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from duban.accountability.models import (
    CaseFact,
    Declaration,
    Evidence,
    Finding,
    Ground,
    Hearing,
    Inquiry,
    Named,
    Statement,
)
from duban.accountability.models.inquiry import items_of
from duban.documents.models import Attachment
from duban.mechanism.findings import LIMBS, UNIT, Claim, Declared, Docket, Heard, Key, Limb, about
from duban.mechanism.lifecycles import states_of
from duban.proceedings.models import Forewarning
from duban.shared.database.prepared import Prepared

_OF_PEOPLE = ("leader", "person", "called", "managed", "relation")
_PEOPLE = "people_of_inquiry"
RELATIONS = "has_relations"
EVERYBODY = "*"
"""Stands for every addressee where a transfer was proposed before evidence had to be told."""


class Line(NamedTuple):
    """A row in brief.

    An item (`key` is its clause), a fact, a piece of valid evidence (`key` is the digest of its file) and, where one
    addressee need not be told of it, that one (`known`, `key` is the addressee); a file that waits for a second look
    (`unseen`); a person named (`id` of the person,
    `key` the items, `text` the post; kind `leader` for a leading cadre, else `person`; once more as `called`, `text` the
    name), who manages that cadre (`managed`, `key` is county, city or vertical), or a relation of somebody (`key` is the
    head's word on it).
    """

    kind: str
    id: int
    key: str
    text: str


class Dossier:
    """The rows of one inquiry, each kind read at most once."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """What is held: items, facts and valid evidence in one statement, each in the order of entry."""
        return tuple(sorted(Line(*row) for row in _HELD(self.inquiry.pk, self.inquiry.case_id)))

    @property
    def people(self) -> tuple[Line, ...]:
        """Who is named and whose relations were declared; read once for an inquiry in hand, whoever asks first."""
        if _PEOPLE not in self.inquiry.__dict__:
            lines = sorted(Line(*row) for row in _ABOUT_PEOPLE(self.inquiry.pk))
            self.inquiry.__dict__[_PEOPLE] = tuple(lines)
        people: tuple[Line, ...] = self.inquiry.__dict__[_PEOPLE]
        return people

    def of(self, *kinds: str) -> list[Line]:
        """The lines of some kinds."""
        lines = self.people if kinds[0] in _OF_PEOPLE else self.lines
        return [line for line in lines if line.kind in kinds]

    @cached_property
    def grounds(self) -> list[Ground]:
        """The items that are held."""
        return list(Ground.objects.filter(inquiry=self.inquiry, dropped_at=None).order_by("clause", "pk"))

    @cached_property
    def facts(self) -> list[CaseFact]:
        """The facts that are held."""
        return list(CaseFact.objects.filter(inquiry=self.inquiry, dropped_at=None).order_by("pk"))

    @cached_property
    def evidence(self) -> list[Evidence]:
        """All evidence, also what was excluded, in the order of the index."""
        return list(Evidence.objects.filter(inquiry=self.inquiry).order_by("pk"))

    @cached_property
    def named(self) -> list[Named]:
        """The persons named."""
        return list(Named.objects.filter(inquiry=self.inquiry, dropped_at=None).order_by("pk"))

    @cached_property
    def hearings(self) -> list[Hearing]:
        """Every notice, the first round first."""
        return list(Hearing.objects.filter(inquiry=self.inquiry).order_by("round", "pk"))

    @cached_property
    def statements(self) -> list[Statement]:
        """Every statement that counts, in the order in which they came."""
        rows = Statement.objects.filter(hearing__inquiry=self.inquiry, void=False)
        return list(rows.order_by("pk"))

    @cached_property
    def findings(self) -> dict[Key, Finding]:
        """The findings in force: those on the matter and the unit first, then person by person."""
        rows = Finding.objects.filter(inquiry=self.inquiry, replaced_at=None).order_by("pk")
        limbs = list(LIMBS)
        ordered = sorted(rows, key=lambda row: (row.person_id or 0, limbs.index(row.limb)))
        return {key_of(row): row for row in ordered}

    def against_named(self) -> list[Finding]:
        """The findings in force on the matter, the unit and whoever is still named."""
        named = {row.person_id for row in self.named}
        return [row for row in self.findings.values() if row.person_id is None or row.person_id in named]

    def label_of(self, row: Finding) -> str:
        """A finding in words, with the person whom it is about; on the matter and the unit without a name."""
        if row.person_id is None:
            return LIMBS[row.limb]
        named = self._called().get(row.person_id)
        return f"{LIMBS[row.limb]}（{named or self.latest[f'person:{row.person_id}'].name}）"

    def _called(self) -> dict[int, str]:
        """The names of the persons named: from their rows where these were read already, else in brief."""
        if "named" in self.__dict__:
            return {row.person_id: row.name for row in self.named}
        return {line.id: line.text for line in self.of("called")}

    @cached_property
    def forewarnings(self) -> list[Forewarning]:
        """What the unit of the matter said before its limits, and what the office answered."""
        matter = self.inquiry.concerning
        return list(Forewarning.objects.filter(case_id=matter.case_id).order_by("pk")) if matter is not None else []

    @property
    def unseen(self) -> tuple[str, ...]:
        """The files of the transfer at which a second person has still to look."""
        return tuple(line.text for line in self.of("unseen"))

    @cached_property
    def relations(self) -> list[Declaration]:
        """The relations declared or held against somebody; not read where the inquiry came with the word that there are none."""
        if self.inquiry.__dict__.get(RELATIONS) is False:
            return []
        return list(Declaration.objects.filter(inquiry=self.inquiry, related=True).order_by("pk"))

    def declared_by(self, person: int | None) -> bool:
        """Whether somebody has said to be free of relations since the last person was named."""
        rows = Declaration.objects.filter(inquiry=self.inquiry, person_id=person or 0, related=False)
        named = Named.objects.filter(inquiry=self.inquiry, at__gt=OuterRef("at"))
        return rows.filter(~Exists(named)).exists()

    @property
    def latest(self) -> dict[str, Hearing]:
        """The latest notice to each addressee."""
        return {addressee_of(row): row for row in self.hearings}

    def brief(self) -> Docket:
        """What a step looks at that judges nothing but the person who does it."""
        return Docket(declared=self._declared(), named=self._named())

    def docket(self, *, with_findings: bool = True) -> Docket:
        """The whole inquiry; the findings in force only where a gate looks at them."""
        inquiry = self.inquiry
        grounds = frozenset(line.key for line in self.of("ground"))
        people = self.of("leader", "person")
        called = {line.id: line.text for line in self.of("called")}
        return Docket(
            grounds=grounds,
            facts=frozenset(line.id for line in self.of("fact")),
            evidence=frozenset(line.id for line in self.of("evidence")),
            claims=(
                Claim(UNIT, grounds, self.against(UNIT)),
                *(
                    Claim(key, frozenset(items_of(line.key)), self.against(key), called[line.id])
                    for line in people
                    for key in (f"person:{line.id}",)
                ),
            ),
            heard=tuple(heard_of(key, row) for key, row in self.latest.items()),
            findings={key: limb_of(row) for key, row in self.findings.items()} if with_findings else {},
            unseen=self.unseen,
            declared=self._declared(),
            named=self._named(),
            conclusion=inquiry.conclusion_title if inquiry.conclusion_ref else "",
            conclusion_kind=inquiry.conclusion_kind,
            route=inquiry.route,
            quote=inquiry.route_quote,
            approved_by_main_leader=inquiry.approved_on is not None,
        )

    def against(self, addressee: str) -> frozenset[int]:
        """The valid evidence of which an addressee must be told."""
        known = {line.id for line in self.of("known") if line.key in (addressee, EVERYBODY)}
        return frozenset(line.id for line in self.of("evidence")) - known

    def _declared(self) -> tuple[Declared, ...]:
        return tuple(Declared(line.id, line.key) for line in self.of("relation"))

    def _named(self) -> frozenset[int]:
        return frozenset(line.id for line in self.of("leader", "person"))


_IN_HAND = "dossier_in_hand"


def dossier_of(inquiry: Inquiry) -> Dossier:
    """The rows of an inquiry in hand: who looks at the person and what the step or the page looks at read them once."""
    if _IN_HAND not in inquiry.__dict__:
        inquiry.__dict__[_IN_HAND] = Dossier(inquiry)
    found: Dossier = inquiry.__dict__[_IN_HAND]
    return found


def _brief(rows: QuerySet[Any], kind: str, key: str, text: str, number: str = "pk") -> QuerySet[Any]:
    """Rows of any of these models with the same four columns."""
    return rows.order_by().values_list(
        Value(kind, output_field=CharField()),
        number,
        Cast(key, CharField()) if key else Value("", output_field=CharField()),
        Cast(text, TextField()),
    )


def _held(inquiry: int, case: int) -> QuerySet[Any]:
    """Items, facts and valid evidence that are held, and files that wait for a second look."""
    grounds = _brief(Ground.objects.filter(inquiry_id=inquiry, dropped_at=None), "ground", "clause", "text")
    facts = _brief(CaseFact.objects.filter(inquiry_id=inquiry, dropped_at=None), "fact", "", "text")
    valid = Evidence.objects.filter(inquiry_id=inquiry, excluded_at=None)
    known = _brief(valid.exclude(party=""), "known", "party", "title")
    waiting = Attachment.objects.filter(case_id=case, state=Attachment.State.WAITING)
    unseen = _brief(waiting.filter(object_kind__in=("inquiry", "hearing")), "unseen", "", "name")
    return grounds.union(facts, _brief(valid, "evidence", "sha256", "title"), known, unseen, all=True)


def _about_people(inquiry: int) -> QuerySet[Any]:
    """Who is named, and the relations that were declared or are held against somebody."""
    rows = Named.objects.filter(inquiry_id=inquiry, dropped_at=None)
    leaders = _brief(rows.filter(leading=True), "leader", "grounds", "title", "person_id")
    others = _brief(rows.filter(leading=False), "person", "grounds", "title", "person_id")
    called = _brief(rows, "called", "", "name", "person_id")
    managed = _brief(rows, "managed", "authority", "title", "person_id")
    related = Declaration.objects.filter(inquiry_id=inquiry, related=True)
    relations = _brief(related, "relation", "verdict", "relation", "person_id")
    return leaders.union(others, called, managed, relations, all=True)


_HELD, _ABOUT_PEOPLE = Prepared(_held, -1, -2), Prepared(_about_people, -1)


def addressee_of(hearing: Hearing) -> str:
    """The addressee of a notice as the gates name it."""
    return UNIT if hearing.person_id is None else f"person:{hearing.person_id}"


def heard_of(addressee: str, hearing: Hearing) -> Heard:
    """A notice with what came of it; a paper that nobody has compared counts for nothing yet."""
    return Heard(
        addressee=addressee,
        grounds=frozenset(hearing.grounds),
        facts=frozenset(fact["id"] for fact in hearing.facts),
        due_on=hearing.due_on,
        waived=hearing.waived_on is not None,
        stated=hearing.stated,
        unanswered=hearing.unanswered,
        entered=hearing.entered,
        evidence=frozenset(one["id"] for one in hearing.evidence),
        waiver_unseen=hearing.state in states_of("hearing", "waived") and not hearing.waiver_seen_by,
    )


def key_of(row: Finding) -> Key:
    """Whom a finding is about, and which of the three it is."""
    return about(row.limb, UNIT if row.person_id is None else f"person:{row.person_id}")


def limb_of(row: Finding) -> Limb:
    """One of the three findings."""
    return Limb(row.met, bool(row.text.strip()), frozenset(row.evidence), row.behaviour)


def same_proposals(inquiry: Inquiry) -> Any:
    """The keys of the inquiries that propose the same, unread, under whatever number: against one unit on one matter.

    Without a matter: those against the unit that hold one of the same items (A61).
    """
    rows = Inquiry.objects.filter(unit_id=inquiry.unit_id, concerning=inquiry.concerning_id)
    if inquiry.concerning_id is None:
        items = Ground.objects.filter(inquiry=inquiry, dropped_at=None).values("clause")
        like = Ground.objects.filter(clause__in=items, dropped_at=None).values("inquiry_id")
        rows = rows.filter(Q(pk__in=like) | Q(pk=inquiry.pk))
    return rows.values("pk")


def held_facts(inquiries: Any) -> set[str]:
    """What is held in some inquiries, given by their keys: the texts of their facts and of their items."""
    facts, items = (
        model.objects.filter(inquiry_id__in=inquiries, dropped_at=None).order_by().values_list("text", flat=True)
        for model in (CaseFact, Ground)
    )
    return {text.strip() for text in facts.union(items)}
