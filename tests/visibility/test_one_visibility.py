"""Who may see what is said once: of one row, of the database, and by every page."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from duban.accountability import policies as of_trial
from duban.accountability.models import Consequence, Ruling
from duban.accountability.selectors.lists import InquiryFilter, RulingFilter, inquiries, rulings
from duban.accountability.selectors.year.sent import results_for
from duban.acts.gate import entry
from duban.acts.gate.permits import roles_toward
from duban.acts.kinds import kind_of, kinds
from duban.acts.models import Obligation
from duban.acts.sight.around import borne_by, owed_by
from duban.acts.sight.toward import Relations, holding
from duban.acts.sight.visibility import visibilities, visible_rows
from duban.insight.selectors.case_file.case import case_view
from duban.insight.selectors.case_file.files import file_view
from duban.insight.selectors.taken_out.exports import matters_table
from duban.insight.selectors.work_desk import asked as desk_asked
from duban.insight.selectors.work_desk.desk import count_duties, desk, open_duties
from duban.matters import policies as of_matter
from duban.matters.models import Matter
from duban.matters.selectors import MatterFilter, list_matters
from duban.mechanism.people.standing import PostRole, Role
from duban.organisations.models import Person, Post
from duban.shared import clock
from duban.shared.actor import Actor
from duban.shared.conditions import NOTHING, reached
from duban.shared.database import memo
from tests.personas import County
from tests.visibility.lived import INNER_REASON, RETURNED

# town_a was listed and decided on: its principal and its deputy are named in one case, its mayor is not
EVERYBODY = (
    "inspector", "clerk", "office_head", "gov_inspector", "gov_head", "party_office.deputy", "secretary", "magistrate",
    "standing", "congress", "cdi.deputy", "org_dept.deputy", "appraisal.deputy", "registrar", "town_a.principal",
    "town_a.mayor", "town_a.deputy", "town_a.handler", "town_a.liaison", "town_b.liaison", "bureau_a.principal",
    "bureau_b.liaison", "bureau_c.principal", "gov_office.liaison",
)  # fmt: skip
READERS = (
    "inspector", "gov_head", "party_office.deputy", "secretary", "congress", "cdi.deputy", "appraisal.deputy",
    "town_a.principal", "town_a.mayor", "town_a.deputy", "town_a.liaison", "bureau_b.liaison",
)  # fmt: skip
IN_EVERY_RUN = ("gov_head", "secretary", "town_a.deputy", "town_a.liaison", "bureau_b.liaison")
"""One of the other office, one above, one who is named, one who reports, one who assists."""


def everybody(county: County) -> Iterator[tuple[str, Actor]]:
    """Those whose eyes are tried, somebody without any post among them."""
    for who in EVERYBODY:
        yield who, county.actor(who)
    yield "nobody", replace(county.actor("congress"), posts=(), person_id=0)


def test_one_row_and_all_rows_are_the_same_question_for_every_kind_and_everybody(lived: County) -> None:
    empty = []
    for kind, one in visibilities().items():
        every = list(one.model._base_manager.filter(jurisdiction_id=lived.jurisdiction_id, **one.where))
        empty += [] if every else [kind]
        for who, actor in everybody(lived):
            condition = one.condition(actor)
            allowed = {row.pk for row in every if condition.holds(row)}
            assert allowed == set(one.rows(actor).values_list("pk", flat=True)), (kind, who)
    assert not empty, "nothing of these kinds happened in the story"


OF_KINDS: dict[str, Any] = {
    "matter": of_matter.relations,
    "inquiry": lambda actor: of_trial.OF_INQUIRY,
    "hearing": lambda actor: of_trial.OF_HEARING,
    "ruling": of_trial.of_ruling_toward,
}


def test_a_role_toward_one_object_is_the_same_toward_all(lived: County) -> None:
    for kind, relations in OF_KINDS.items():
        spec = kind_of(kind)
        rows = list(spec.model._base_manager.filter(**spec.where).select_related(*spec.related))
        for who, actor in everybody(lived):
            held = {row.pk: roles_toward(actor, kind, row) for row in rows}
            to: Relations = relations(actor)
            for role in Role:
                toward = holding(actor, (role,), to)
                assert {row.pk for row in rows if toward.holds(row)} == {
                    key for key, roles in held.items() if role in roles
                }, (kind, who, role)


def test_the_object_that_an_act_loads_is_the_row_that_anybody_reads_with_all_that_belongs_to_it(lived: County) -> None:
    for kind, spec in kinds().items():
        for row in spec.model._base_manager.filter(**spec.where).order_by("pk")[:3]:
            loaded = [*spec.with_key(row.pk), *spec.at_address(row.jurisdiction_id, row.ref)]
            assert not spec.at_address(row.jurisdiction_id + 1, row.ref)
            with connection.execute_wrapper(no_more):
                read = [[reached(one, path) for path in spec.related] for one in loaded]
            assert read == [[reached(row, path) for path in spec.related]] * 2, kind
            assert [values(one) for one in loaded] == [values(row)] * 2, kind


def no_more(*asked: Any) -> None:
    raise AssertionError("what belongs to an object was not read along")


def values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


# pages


def test_what_is_waited_for_and_told_on_a_desk_is_its_owners_to_see(lived: County) -> None:
    duties, messages = visibilities()["duty"], visibilities()["message"]
    found = 0
    for who, actor in everybody(lived):
        view = desk(actor=actor)
        found += len(view.waiting) + len(view.news)
        known = set(duties.rows(actor).values_list("pk", flat=True))
        assert {todo.id for todo in view.waiting} <= known, who
        assert {todo.id for group in view.groups for todo in group.rows} <= known, who
        told = {row.said for row in messages.rows(actor)}
        owed = set(open_duties(actor).values_list("act", "object_ref"))
        assert {news.text for news in view.news if not news.act} <= told, who
        assert {(news.act, news.object_ref) for news in view.news if news.act} <= owed, who
    assert found


def test_a_desk_finds_by_statements_kept_for_all_of_its_kind_what_its_own_conditions_say(lived: County) -> None:
    shared = set[int]()
    for who, actor in everybody(lived):
        owed = desk_asked.asked(desk_asked.duties, owed_by(actor), NOTHING)
        keys = {key for key, *_ in owed.rows(actor.jurisdiction_id)}
        assert keys == set(open_duties(actor).values_list("pk", flat=True)), who
        open_now = Obligation.objects.filter(outcome=Obligation.Outcome.OPEN)
        assert keys == set(open_now.filter(borne_by(actor).query()).values_list("pk", flat=True)), who
        latest = desk_asked.asked(desk_asked.latest, visibilities()["message"].condition(actor))
        news = visible_rows(actor, "message").order_by("-created_at", "-pk")
        assert [row.pk for row in latest.rows(actor.jurisdiction_id)] == [row.pk for row in news[:6]], who
        shared.add(id(owed.prepared))
    assert len(shared) < len(EVERYBODY)


def test_the_figure_beside_the_desk_is_of_the_directory_as_it_is_now(lived: County) -> None:
    """Where a unit loses its liaison its handler carries results out, and finds what is owed on them, in the same post."""
    unit = lived.units["town_a"]
    result = Consequence.objects.exclude(ruling__person_id=None).filter(holder_id=unit).latest("pk")
    owed = Obligation.objects.filter(outcome=Obligation.Outcome.OPEN).latest("pk")
    on_it = {"object_kind": "consequence", "object_id": result.pk, "object_ref": result.ref, "act": "consequence.receive"}
    Obligation.objects.filter(pk=owed.pk).update(**on_it, role="HANDLER", unit_id=unit, person_id=None)
    handler, before = lived.actor("town_a.handler"), borne(lived.actor("town_a.handler"))
    Post.objects.filter(unit_id=unit, role=PostRole.LIAISON.value).update(ends_on=clock.today() - timedelta(1))
    memo.renew_directory(lived.jurisdiction_id)
    assert lived.actor("town_a.handler").posts == handler.posts
    assert ("consequence.receive", result.ref) in borne(lived.actor("town_a.handler")) - before
    for _, actor in everybody(lived):
        borne(actor)


def borne(actor: Actor) -> set[tuple[str, str]]:
    """What an actor must do, asked of each row in hand; the figure beside the desk is the same."""
    condition = borne_by(actor)
    rows = Obligation.objects.filter(jurisdiction_id=actor.jurisdiction_id, outcome=Obligation.Outcome.OPEN)
    found = {(row.act, row.object_ref) for row in rows if condition.holds(row)}
    assert count_duties(actor) == len(found)
    return found


def test_no_duty_and_no_message_anywhere_bears_the_name_of_a_person(lived: County) -> None:
    names = set(Person.objects.values_list("name", flat=True))
    for kind, column in (("duty", "label"), ("message", "text")):
        rows: Any = visibilities()[kind].model._base_manager.filter(jurisdiction_id=lived.jurisdiction_id)
        texts = set(rows.values_list(column, flat=True))
        assert texts
        assert [text for text in texts if any(name in text for name in names)] == [], kind


def test_whoever_owes_something_sees_the_object_on_which_it_is_owed(lived: County) -> None:
    everything = visibilities()
    for who in lived.persons:
        actor = lived.actor(who)
        for duty in open_duties(actor):
            found = everything[duty.object_kind].rows(actor).filter(pk=duty.object_id)
            assert found.exists(), (who, duty.act, duty.label)


def test_why_a_proposal_was_sent_back_stays_in_the_office(lived: County) -> None:
    ref = Matter.objects.get(title=RETURNED).case.ref
    readers = {who: repr(case_view(actor=lived.actor(who), ref=ref, tab="history")) for who in ("inspector", "town_a.liaison")}
    assert INNER_REASON in readers["inspector"]
    assert "交办" in readers["town_a.liaison"] and INNER_REASON not in readers["town_a.liaison"]


def test_lists_count_and_export_what_is_seen(lived: County) -> None:
    for who, actor in everybody(lived):
        seen = set(visible_rows(actor, "matter").values_list("ref", flat=True))
        page = list_matters(actor=actor, where=MatterFilter(), size=100)
        assert {row.ref for row in page.rows} == seen, who
        assert page.total == len(seen)
        assert matters_table(actor=actor, where=MatterFilter()).total == len(seen)
        decided = set(visible_rows(actor, "ruling").values_list("ref", flat=True))
        assert {row.ref for row in rulings(actor=actor, where=RulingFilter(), size=100).page.rows} == decided, who
        tried = set(visible_rows(actor, "inquiry").values_list("ref", flat=True))
        assert {row.ref for row in inquiries(actor=actor, where=InquiryFilter(), size=100).page.rows} == tried, who


def test_results_on_a_person_are_seen_by_the_principal_and_the_officer_and_by_nobody_named_beside(
    lived: County,
) -> None:
    numbers = {key: f"X纪〔2026〕{n}号" for n, key in enumerate(("principal", "deputy"), 20)}
    seen = {who: {row.number for row in results_for(actor=actor)} for who, actor in everybody(lived)}
    assert seen["town_a.mayor"] == seen["town_a.liaison"] == set(numbers.values())
    assert seen["town_a.principal"] == {numbers["principal"]}
    assert seen["town_a.deputy"] == {numbers["deputy"]}
    assert seen["town_a.handler"] == set()


@pytest.mark.parametrize("readers", [IN_EVERY_RUN, pytest.param(READERS, marks=pytest.mark.verify)])
def test_nothing_on_a_page_belongs_to_what_its_reader_may_not_see(
    lived: County, readers: tuple[str, ...]
) -> None:
    every = addresses()
    for who in readers:
        client, actor = Client(), lived.actor(who)
        client.force_login(lived.account(who))
        refs, words = refs_hidden_from(actor), words_hidden_from(actor)
        opened = [text for address in every if (text := page(client, address))]
        for address, text in opened:
            leaked = [refs[ref] for ref in set(_REF.findall(text)) & refs.keys()]
            leaked += [one for one in words if one in text]
            assert not leaked, (who, address, leaked)
        assert len(opened) > 15, who


_REF = re.compile(r"(?<![0-9a-z])[0-9a-z]{12}(?![0-9a-z])")
_PLACES = (
    "/", "/matters/", "/registry/letter/", "/registry/interview/", "/registry/listing/", "/accountability/",
    "/accountability/rulings/", "/results/", "/results/2026/", "/results/corrections/", "/reviews/", "/bulletins/",
    "/search/?q=2026", "/search/?q=改造", "/search/?q=某某", "/search/?q=X纪", "/search/?q=镇 号",
    "/organisations/", "/mechanism/", "/mechanism/versions/", "/mechanism/superior/", "/imports/", "/exports/matters.csv",
    "/exports/listing.csv", "/exports/inquiries.csv", "/exports/rulings.csv", "/exports/people.csv",
)  # fmt: skip
_PAGES = {
    "inquiry": ("/accountability/inquiries/{}/", "/accountability/inquiries/{}/?tab=history"),
    "hearing": ("/accountability/hearings/{}/",), "ruling": ("/accountability/rulings/{}/",),
    "letter": ("/documents/{}/",), "listing": ("/documents/{}/",), "attachment": ("/attachments/{}/view/",),
    "yearresult": ("/results/of/{}/",), "circular": ("/bulletins/{}/",), "person": ("/organisations/people/{}/",),
    "case": ("/cases/{}/", "/cases/{}/?tab=history", "/cases/{}/print/"),
}  # fmt: skip
_MANY = 6


def addresses() -> list[str]:
    """The lists, and the pages of the first things of each kind that has one."""
    found = list(_PLACES)
    for kind, pages in _PAGES.items():
        one = visibilities()[kind]
        rows: Any = one.model._base_manager.filter(**one.where).order_by("pk")
        found += [at.format(ref) for ref in rows.values_list("ref", flat=True)[:_MANY] for at in pages]
    return found


def page(client: Client, address: str) -> tuple[str, str] | None:
    """The address with the text of its page, or of the page to which it leads; None where there is none."""
    answer = client.get(address, follow=True)
    if answer.status_code != 200:
        return None
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return address, html.unescape(content.decode(errors="ignore"))


def refs_hidden_from(actor: Actor) -> dict[str, str]:
    """The addresses of everything that the actor may not see, with the kind of each."""
    found: dict[str, str] = {}
    for kind, one in visibilities().items():
        if any(field.name == "ref" for field in one.model._meta.get_fields()):
            every = one.model._base_manager.filter(jurisdiction_id=actor.jurisdiction_id, **one.where)
            refs = every.exclude(pk__in=one.rows(actor).values("pk")).values_list("ref", flat=True)
            found |= dict.fromkeys(refs, kind)
    return found


_WORDS = (
    ("matter", "title"), ("registry", "title"), ("ruling", "number"), ("consequence", "ruling__number"),
    ("attachment", "name"), ("duty", "label"), ("entry", "payload__text"),
)  # fmt: skip


def words_hidden_from(actor: Actor) -> set[str]:
    """Titles, numbers, names of files and sentences that stand in nothing that the actor may see."""
    every, seen = set[str](), set[str]()
    for kind, name in _WORDS:
        one = visibilities()[kind]
        rows: Any = one.model._base_manager.filter(jurisdiction_id=actor.jurisdiction_id)
        every |= _said(kind, rows.values_list(name, flat=True))
        seen |= _said(kind, one.rows(actor).values_list(name, flat=True))
    read = Ruling.objects.filter(of_trial.ruling_in_full(actor).query(), concerning__isnull=False)
    seen |= set(read.values_list("concerning__title", flat=True))
    return {words for words in every if not any(words in other for other in seen)}


def _said(kind: str, values: Iterable[str]) -> set[str]:
    """What of the values is peculiar: of duties those that name something, of entries their sentences."""
    if kind == "entry":
        return {json.loads(text)["sentence"] for text in values}
    return {text for text in values if text and (kind != "duty" or "：" in text)}


def test_whoever_opens_a_file_may_say_that_it_is_classified_and_finds_no_dead_button(lived: County) -> None:
    tried, dead = set(), set()
    for who, actor in everybody(lived):
        for row in visible_rows(actor, "attachment").filter(state="kept"):
            view = file_view(actor=actor, ref=row.ref)
            if "attachment.freeze" not in {act.key for act in view.acts}:
                dead.add((row.object_kind, who))
            for act in view.acts:
                assert entry.refusal(actor, act, row.ref) is None, (who, act.key)
            tried.add((row.object_kind, who))
    assert dead == set()
    assert {("ruling", "cdi.deputy"), ("ruling", "bureau_a.principal")} <= tried
