"""A county begins: one list with its paper, confirmed by the first person of 县委组织部 on it; then no exception holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from duban.acts.gate.entry import refusal
from duban.acts.kinds import kind_of
from duban.audit.models import Entry
from duban.audit.verify import verify
from duban.documents.files.uploads import Upload
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import Act
from duban.mechanism.people.standing import Function
from duban.organisations.actions.signing_in.slips import one_time_link
from duban.organisations.facts import is_beginning
from duban.organisations.models import Account, ListedPost, OneTimeLink, Person, Post, PostList, Slip, Unit
from duban.organisations.selectors import slip_sheet
from duban.rulebook.models import Notice
from duban.shared.actor import Actor
from duban.shared.errors import ActError, Invalid, NotFound
from tests.begun import SINCE, Begun, begun_county, come_in, submit
from tests.personas import BASIS, County, notice_text, paper
from tests.story import unmet


@pytest.fixture
def begun(county: County) -> Iterator[Begun]:
    """A county just founded."""
    with begun_county() as given:
        yield given


# ---- the first list ----


def test_the_first_list_is_confirmed_whole_by_the_first_on_it_of_the_organisation_department(begun: Begun) -> None:
    ref = begun.first_list()
    for who in ("管某甲", "组某员", "张某县", "委某1"):
        with pytest.raises(ActError):
            begun.do(who, "postlist.confirm", ref=ref)
    begun.do("组某部", "postlist.confirm", ref=ref)
    assert Post.objects.exclude(role="registrar").count() == len(begun.first_rows())
    assert not is_beginning(begun.jurisdiction_id)
    assert verify(begun.jurisdiction_id).sound


def test_who_is_to_confirm_is_led_from_the_own_link_to_the_list_and_heads_come_by_their_own(begun: Begun) -> None:
    ref = begun.first_list()
    client, page = come_in(one_time_link(Account.objects.get(person__name="组某部")))
    assert page == f"/organisations/lists/{ref}/"
    assert "确认任职名单" in client.get(page).content.decode()
    assert submit(client, f"/act/postlist.confirm/{ref}/").status_code == 303
    sheet = slip_sheet(actor=begun.actor("组某部"), ref=Slip.objects.latest("pk").ref)
    for line in sheet.lines:
        head, desk = come_in(line.address)
        assert (desk, head.get("/").status_code) == ("/", 200), line.name
    assert len(sheet.lines) == len(begun.first_rows()) - 1


def test_a_link_leads_to_no_list_that_somebody_else_confirms(begun: Begun) -> None:
    begun.do("管某甲", "person.create", name="新某甲", rank=900, personnel_category="公务员")
    begun.do("管某甲", "person.open_account", ref=Person.objects.get(name="新某甲").ref, username="zz.new")
    begun.first_list()
    assert come_in(one_time_link(Account.objects.get(username="zz.new")))[1] == "/"


def test_there_is_one_first_list_and_what_is_wrong_in_it_is_withdrawn_first(begun: Begun) -> None:
    ref = begun.first_list()
    with pytest.raises(Invalid, match="正待组某部确认"):
        begun.first_list()
    assert begun.do("管某甲", "postlist.withdraw", ref=ref, reason="漏了一人")
    begun.do("组某部", "postlist.confirm", ref=begun.first_list())


def test_a_list_without_anybody_to_confirm_it_is_refused(begun: Begun) -> None:
    without = [row for row in begun.first_rows() if not row["name"].startswith("组")]
    with pytest.raises(Invalid, match="没有县委组织部的人"):
        begun.do("管某甲", "postlist.propose", rows=without, basis=BASIS, file=paper())
    nameless = [{**row, "username": ""} for row in begun.first_rows()]
    with pytest.raises(Invalid, match="请先给其账号"):
        begun.do("管某甲", "postlist.propose", rows=nameless, basis=BASIS, file=paper())


def test_posts_that_one_organ_gives_do_not_end_the_beginning(begun: Begun) -> None:
    begun.do("管某甲", "unit.create", name="甲镇人民政府", short_name="甲镇", kind="镇（街道）人民政府（办事处）", sequence=90,
             active_from=SINCE)  # fmt: skip
    begun.do("管某甲", "person.create", name="镇某某", rank=901, personnel_category="公务员")
    town = str(_person("镇某某").pk)
    begun.do("管某甲", "post.appoint", person=town, role="deputy", title="副镇长", starts_on=SINCE, unit=_unit("甲镇"))
    begun.do("组某部", "postlist.confirm", ref=begun.first_list())


def test_a_list_from_a_ledger_begins_the_county_once_its_paper_is_there(begun: Begun) -> None:
    ref = begun.first_list()
    begun.do("管某甲", "postlist.withdraw", ref=ref, reason="改用台账")
    row = PostList.objects.create(state="gathered", jurisdiction_id=begun.jurisdiction_id, proposed_by=_person("管某甲"),
                                  created_at=PostList.objects.get().created_at, ref="ledgerlist01")  # fmt: skip
    for one in ListedPost.objects.filter(postlist__ref=ref):
        one.pk, one.postlist, one._state.adding = None, row, True
        one.save(force_insert=True)
    begun.do("管某甲", "postlist.submit", ref=row.ref, basis=BASIS, file=paper())
    begun.do("组某部", "postlist.confirm", ref=row.ref)


def _unit(short: str) -> str:
    return str(Unit.objects.get(short_name=short).pk)


def _person(name: str) -> Person:
    return Person.objects.get(name=name)


# ---- after the first notice ----


def allowed(actor: Actor) -> set[str]:
    """What of the whole table this actor may do, on anything that there is."""
    return {key for key, act in ACTS.items() for ref in _refs(act) if refusal(actor, act, ref) is None}


def _refs(act: Act) -> list[str]:
    if act.creates and not act.on:
        return [""]
    return list(kind_of(act.on or act.kind).model.objects.values_list("ref", flat=True))


def test_in_the_whole_table_the_beginning_opens_two_acts_and_a_notice_in_force_closes_them(begun: Begun) -> None:
    _notice_adopted(begun)
    ref = begun.first_list()
    people = ("管某甲", "组某部", "组某员", "张某县", "委某1")
    before = {who: allowed(begun.actor(who)) for who in people}
    Notice.objects.update(state="confirmed")
    after = {who: allowed(begun.actor(who)) for who in people}
    lost = {who: {key for key in before[who] - after[who] if not key.startswith("notice.")} for who in people}
    assert lost == {who: {"postlist.confirm", "postlist.reject"} if who == "组某部" else set() for who in people}
    assert all(after[who] <= before[who] for who in people if who != "管某甲")
    with unmet("第一位确认"):
        begun.do("组某部", "postlist.confirm", ref=ref)


def test_a_list_proposed_under_a_notice_names_nobody_who_alone_confirms_it(begun: Begun) -> None:
    _notice_adopted(begun)
    Notice.objects.update(state="confirmed")
    assert PostList.objects.get(ref=begun.first_list()).first_named is None


def test_a_department_that_once_had_people_is_not_begun_again_whatever_became_of_them(begun: Begun) -> None:
    begun.do("组某部", "postlist.confirm", ref=begun.first_list())
    for post in Post.objects.filter(unit__function=Function.ORG_DEPT.value):
        begun.do("管某甲", "post.void", ref=post.ref, reason="误录")
    again = begun.do("管某甲", "postlist.propose", rows=[begun.row("新某部", "principal", Function.ORG_DEPT, username="zz.x")],
                     basis=BASIS, file=paper()).ref  # fmt: skip
    assert PostList.objects.get(ref=again).first_named is None
    assert not Account.objects.filter(username="zz.x").exists()


def _notice_adopted(begun: Begun) -> None:
    text = notice_text().decode().replace("XX县", "ZZ县").encode()
    begun.do("管某甲", "notice.adopt", file=Upload("通知.txt", text), issued_on=date(2026, 1, 5), number="X委办字〔2026〕3号",
             issuer="中共ZZ县委办公室、ZZ县人民政府办公室")  # fmt: skip


# ---- slips for all at once ----


def test_slips_for_all_who_never_came_are_one_sheet_unit_by_unit(begun: Begun) -> None:
    begun.do("组某部", "postlist.confirm", ref=begun.first_list())
    sheet = slip_sheet(actor=begun.registrar, ref=begun.do("管某甲", "slip.give", everybody=True).ref)
    assert len(sheet.lines) == len(begun.first_rows())
    units = [line.unit for line in sheet.lines]
    assert units[:2] == ["", ""]
    assert list(dict.fromkeys(units[2:])) == ["县委办", "县政府办", "县纪委监委", "县委组织部"]
    assert (sheet.waiting, any(line.address for line in sheet.lines)) == (True, False), "they wait for a second person"
    assert Entry.objects.filter(act="slip.give").latest("n").actor_id == begun.registrar.person_id


def test_slips_are_for_somebody(begun: Begun) -> None:
    with pytest.raises(Invalid, match="请选择给谁"):
        begun.do("管某甲", "slip.give")
    with pytest.raises(Invalid, match="没有开通了账号、还没有登录过的人"):
        begun.do("管某甲", "slip.give", everybody=True)
    assert OneTimeLink.objects.filter(slip__given_by__isnull=False).count() == 0
    with pytest.raises(NotFound):
        slip_sheet(actor=begun.registrar, ref="nosuch")
