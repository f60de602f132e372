"""What bears the name of somebody who leaves: what passes to a colleague, what stays, and what the list of it shows to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from duban.acts.kinds import kind_of, object_of, people
from duban.acts.models import Obligation
from duban.acts.owing import duties
from duban.acts.owing.charges import Held, charges_of
from duban.acts.sight.around import borne_by
from duban.acts.sight.visibility import visible_rows
from duban.mechanism.clauses import clause
from duban.mechanism.lifecycles import ACTS, LIFECYCLES, act_named, states_of
from duban.mechanism.people.handing import stays_because
from duban.mechanism.people.standing import Role
from duban.organisations.models import Delegation, Handover, HandoverItem, OwnThing
from duban.shared import clock
from duban.shared.actor import Actor

Fate = HandoverItem.Fate
HIDDEN = "您无权查看的一件"
OWN = "须由移交人本人办理的一件"
_TITLE, _WORD, _WHY = 200, 120, 200


@dataclass(frozen=True)
class NamedLine:
    """One thing that bears the name of whoever leaves, as it would stand on the list."""

    sort: str
    kind: str
    object_id: int | None
    act: str
    title: str
    word: str
    fate: str = Fate.PASSES
    why: str = ""

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """By which it is found again, whatever it is called by now."""
        return self.sort, self.kind, self.object_id, self.act


@clause("3.0")
def lines_of(person_id: int, *, drafts: bool) -> list[NamedLine]:
    """Everything that bears the name of somebody, in the order of the list; drafts only where they are asked for."""
    held = list(charges_of(person_id))
    found = [*map(_charge, held), *_duties(person_id, held), *_delegations(person_id)]
    return [*found, *(_drafts(person_id) if drafts else ())]


def _charge(one: Held) -> NamedLine:
    title = kind_of(one.charge.kind).title(one.object)
    return NamedLine("charge", one.charge.kind, one.object.pk, "", title[:_TITLE], one.charge.word)


def _duties(person_id: int, held: list[Held]) -> Iterator[NamedLine]:
    """What somebody owes by name but with a whole case, in the order in which it falls due."""
    with_case = {one.object.case_id for one in held if hasattr(one.object, "case_id")}
    of_object = {one.key for one in held}
    rows = duties.standing_so(duties.HELD, person=person_id).exclude(object_kind="handover")
    for row in rows.order_by("due_on", "pk"):
        why = stays_because(Role[row.role], row.in_person or act_named(row.act).in_person)
        in_hand = row.case_id in with_case or (row.object_kind, row.object_id) in of_object
        if why or not in_hand:
            yield _duty(row, why)


def _duty(row: Obligation, why: str) -> NamedLine:
    obj = object_of(row)
    title = kind_of(row.object_kind).title(obj) if obj is not None else row.label
    fate = Fate.STAYS if why else Fate.PASSES
    sort = "person" if why else "duty"
    return NamedLine(sort, row.object_kind, row.pk, row.act, title[:_TITLE], row.label[:_WORD], fate, why)


def _delegations(person_id: int) -> Iterator[NamedLine]:
    rows = Delegation.objects.filter(
        to_person_id=person_id, state__in=states_of("delegation", "active"), ends_on__gte=clock.today()
    )
    for row in rows.select_related("post__person").order_by("pk"):
        holder = row.post.person.name
        why = f"由委托人{holder}收回、另行委托"
        yield NamedLine("delegation", "delegation", row.pk, "", f"{holder}的{row.post.title}", "受托代行", Fate.STAYS, why)


def _drafts(person_id: int) -> Iterator[NamedLine]:
    for row in OwnThing.objects.filter(person_id=person_id, sort=OwnThing.Sort.DRAFT).order_by("pk"):
        key, _, ref = row.name.partition(" ")
        act = ACTS.get(key)
        if act is None:
            continue
        obj = next(iter(kind_of(act.on or act.kind).at_address(row.jurisdiction_id, ref)), None) if ref else None
        about = kind_of(act.on or act.kind).title(obj) if obj is not None else LIFECYCLES[act.kind].label
        fate, why = (Fate.STAYS, "须由本人办理") if act.in_person else (Fate.PASSES, "")
        yield NamedLine("draft", act.kind, row.pk, key, about[:_TITLE], f"没有提交的草稿：{act.label}", fate, why)


def by_post(jurisdiction_id: int, person_id: int) -> int:
    """How much stands with the posts that somebody holds: it stays with them, whoever holds them."""
    actor = people(jurisdiction_id).get(person_id)
    if actor is None:
        return 0
    return duties.still_open(county=jurisdiction_id, person=None).filter(borne_by(actor).query()).count()


@dataclass(frozen=True)
class ListedLine:
    """A line as a reader sees it: `kind`, `ref` and `case_ref` lead to its object where the reader may open it."""

    place: int
    sort: str
    title: str
    word: str
    fate: str
    fate_label: str
    why: str
    kind: str = ""
    ref: str = ""
    case_ref: str = ""


def listed(handover: Handover) -> list[HandoverItem]:
    """The lines of the list as it was last signed."""
    rows = HandoverItem.objects.filter(handover_id=handover.pk, listing=handover.listed)
    return list(rows.order_by("place"))


def shown(actor: Actor, handover: Handover, items: list[HandoverItem]) -> tuple[ListedLine, ...]:
    """The lines for a reader: what is on an object that he may not know of has no name, nor has what is another's alone."""
    on = _objects(items)
    known = _known(actor, on.values())
    parties = {handover.giver_id, handover.receiver_id}
    lines = []
    for one in items:
        line = ListedLine(one.place, one.sort, one.title, one.word, one.fate, HandoverItem.Fate(one.fate).label, one.why)
        if one.sort == "person" and actor.person_id != handover.giver_id:
            line = replace(line, title=OWN, word="")
        elif one.sort == "draft" and actor.person_id not in parties:
            line = replace(line, title=HIDDEN, word="")
        elif one.place in on:
            obj = known.get(on[one.place])
            if obj is None:
                line = replace(line, title=HIDDEN, word="", why="")
            else:
                case = getattr(obj, "case", None)
                line = replace(line, kind=on[one.place][0], ref=obj.ref, case_ref=case.ref if case else "")
        lines.append(line)
    return tuple(lines)


def _objects(items: list[HandoverItem]) -> dict[int, tuple[str, int]]:
    """The object of each line that hangs on one, by its place: whole cases, and what is owed."""
    owed = [one.object_id or 0 for one in items if one.sort in ("duty", "person")]
    rows = {row.pk: (row.object_kind, row.object_id) for row in duties.ever_owed().filter(pk__in=owed)} if owed else {}
    found = {one.place: rows[one.object_id] for one in items if one.sort in ("duty", "person") and one.object_id in rows}
    return found | {one.place: (one.object_kind, one.object_id or 0) for one in items if one.sort == "charge"}


def _known(actor: Actor, on: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    """Of some objects those that the reader may know of: one statement a kind."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, key in on:
        by_kind[kind].add(key)
    found: dict[tuple[str, int], Any] = {}
    for kind, keys in by_kind.items():
        rows: Any = visible_rows(actor, kind).filter(pk__in=keys)
        found |= {(kind, row.pk): row for row in rows.select_related(*kind_of(kind).related)}
    return found
