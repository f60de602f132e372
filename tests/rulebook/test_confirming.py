"""A version comes into force by two persons, from its day on; what was opened before runs on under its own."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from duban.audit.models import Payload
from duban.audit.verify import verify
from duban.mechanism.parameters import Pack, PackError
from duban.rulebook.actions.checking import check_draft
from duban.rulebook.actions.confirming import agree_to_draft, confirm_draft, send_back_draft, submit_draft
from duban.rulebook.actions.notices import confirm_notice
from duban.rulebook.models import Pack as PackRow
from duban.rulebook.models import PackOrigin
from duban.rulebook.selectors import comparison, draft_view, pack_by_hash, pack_in_force, versions
from duban.shared.database import memo
from duban.shared.errors import NotFound, NotPermitted, WrongState
from tests.personas import County
from tests.rulebook.drafting import (
    SINCE,
    SOURCE,
    confirmed,
    extended,
    opened,
    put,
    row,
    submitted,
    tried,
    unmet,
)
from tests.rulebook.test_notices import adopt
from tests.web.walk import underway

pytestmark = pytest.mark.clause("9")
BEFORE = date(2026, 3, 31)


def test_from_its_day_on_the_version_is_in_force(county: County) -> None:
    ref = confirmed(county, {"many_times": 3, "slow_days": 14})
    where = county.jurisdiction_id
    assert pack_in_force(where, BEFORE).get("many_times", BEFORE) == 2
    assert pack_in_force(where, SINCE).get("many_times", SINCE) == 3
    assert pack_in_force(where, SINCE).use("slow_days", SINCE).source == SOURCE
    draft = row(ref)
    assert (draft.state, draft.agreed_by, draft.confirmed_by) == (
        "confirmed", county.office_head.name, county.magistrate.name,
    )  # fmt: skip
    assert (
        pack_in_force(where, SINCE).hash
        == draft.submitted_hash
        == PackOrigin.objects.get(draft=draft).pack.hash
    )


def test_a_case_opened_before_runs_on_under_its_version_and_a_new_one_does_not(county: County) -> None:
    old = underway(county)
    confirmed(county, {"statement_workdays": 9, "many_times": 3, "report_cycle_days": 20})
    with county.on("2026-04-02"):
        new = underway(county)
    from duban.matters.models import Matter
    from duban.rulebook.selectors import pack_of_case

    packs = [
        pack_of_case(county.jurisdiction_id, Matter.objects.get(ref=each.matter).case.pack_hash, SINCE)
        for each in (old, new)
    ]
    assert [pack.get("many_times", date(2026, 5, 1)) for pack in packs] == [2, 3]


def test_every_record_names_the_version_that_judged_it(county: County) -> None:
    old = underway(county).letter_drafted()
    confirmed(county, {"many_times": 3})
    first, second = (pack_in_force(county.jurisdiction_id, day).hash for day in (BEFORE, SINCE))
    with county.on("2026-04-02"):
        old.letter_approving()
        opened(county, effective_on=date(2026, 5, 1))
    import json

    entries = [
        json.loads(text) for text in Payload.objects.order_by("entry__n").values_list("text", flat=True)
    ]
    packs = {}
    for entry in entries:
        packs[entry["act"]] = entry["pack"]
    assert packs["letter.propose"] == packs["letter.submit"] == first
    assert packs["packdraft.open"] == second
    assert all(entry["pack"] for entry in entries if entry["act"].startswith(("matter.", "letter.")))


@pytest.mark.parametrize("who", ["inspector", "registrar", "secretary", "vice", "cdi.principal"])
def test_only_the_head_of_an_office_gives_the_first_confirmation(county: County, who: str) -> None:
    ref = submitted(county, {"many_times": 3})
    with pytest.raises(NotPermitted):
        agree_to_draft(actor=county.actor(who), ref=ref)


@pytest.mark.parametrize("who", ["inspector", "registrar", "vice", "org_dept.principal"])
def test_the_second_confirmation_is_for_heads_and_main_leaders(county: County, who: str) -> None:
    ref = submitted(county, {"many_times": 3})
    agree_to_draft(actor=county.office_head, ref=ref)
    with pytest.raises(NotPermitted):
        confirm_draft(actor=county.actor(who), ref=ref)


def test_one_person_never_confirms_twice(county: County) -> None:
    ref = submitted(county, {"many_times": 3})
    agree_to_draft(actor=county.gov_head, ref=ref)
    with unmet("不由同一人办理"):
        confirm_draft(actor=county.gov_head, ref=ref)
    confirm_draft(actor=county.office_head, ref=ref)
    assert row(ref).state == "confirmed"


def test_whoever_changed_anything_in_it_does_not_confirm_it(county: County) -> None:
    ref = opened(county)
    put(county, ref, "many_times", 3)
    put(county, ref, "bottom_n", 5, "office_head")
    tried(county, ref)
    submit_draft(actor=county.inspector, ref=ref)
    with unmet("不由同一人办理"):
        agree_to_draft(actor=county.office_head, ref=ref)
    agree_to_draft(actor=county.gov_head, ref=ref)
    with unmet("不由同一人办理"):
        confirm_draft(actor=county.office_head, ref=ref)
    confirm_draft(actor=county.secretary, ref=ref)


def test_a_drafter_does_not_confirm_for_the_head_who_delegated_to_him(county: County) -> None:
    from duban.organisations.actions.posts_held.delegations import give_delegation
    from duban.organisations.models import Post

    ref = submitted(county, {"many_times": 3})
    post = Post.objects.get(person_id=county.persons["office_head"], role="office_head")
    give_delegation(
        actor=county.office_head, post=str(post.pk), to_person=county.person("inspector"),
        starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 9), reason="出差",
    )  # fmt: skip
    with unmet("不由同一人办理"):
        agree_to_draft(actor=county.inspector, ref=ref)


def test_what_has_not_been_tried_as_it_stands_is_not_submitted(county: County) -> None:
    ref = opened(county)
    with unmet("还没有改动"):
        submit_draft(actor=county.inspector, ref=ref)
    put(county, ref, "many_times", 3)
    with unmet("还没有核对"):
        submit_draft(actor=county.inspector, ref=ref)
    check_draft(actor=county.inspector, ref=ref)
    with unmet("正在核对"):
        submit_draft(actor=county.inspector, ref=ref)
    tried_again = opened(county, title="另一版")
    put(county, tried_again, "many_times", 3)
    tried(county, tried_again)
    put(county, tried_again, "bottom_n", 5)
    with unmet("重新核对"):
        submit_draft(actor=county.inspector, ref=tried_again)


def test_parameters_that_contradict_each_other_are_not_submitted(county: County) -> None:
    ref = opened(county)
    put(county, ref, "unit_cap_first_count", 4)
    assert "小于第一档" in draft_view(actor=county.inspector, ref=ref).faults[0]
    with unmet("小于第一档"):
        check_draft(actor=county.inspector, ref=ref)
    with unmet("小于第一档"):
        submit_draft(actor=county.inspector, ref=ref)


def test_a_confirmation_that_comes_too_late_does_not_reach_back(county: County) -> None:
    ref = submitted(county, {"many_times": 3})
    agree_to_draft(actor=county.office_head, ref=ref)
    with county.on("2026-04-02"):
        with unmet("不溯及既往"):
            confirm_draft(actor=county.magistrate, ref=ref)
        send_back_draft(actor=county.magistrate, ref=ref, reason="施行日期已过")
    assert row(ref).state == "draft"
    assert pack_in_force(county.jurisdiction_id, SINCE).get("many_times", SINCE) == 2


def test_a_draft_whose_base_moved_on_is_tried_anew(county: County) -> None:
    ref = submitted(county, {"many_times": 3})
    confirmed(county, {"bottom_n": 5}, title="先行的一版", effective_on=date(2026, 3, 10))
    with unmet("现行版本有了变动"):
        agree_to_draft(actor=county.office_head, ref=ref)
    send_back_draft(actor=county.office_head, ref=ref, reason="重新核对")
    tried(county, ref)
    submit_draft(actor=county.inspector, ref=ref)
    agree_to_draft(actor=county.office_head, ref=ref)
    confirm_draft(actor=county.secretary, ref=ref)
    pack = pack_in_force(county.jurisdiction_id, SINCE)
    assert (pack.get("many_times", SINCE), pack.get("bottom_n", SINCE)) == (3, 5)


def test_a_version_is_confirmed_once_and_only_in_order(county: County) -> None:
    ref = submitted(county, {"many_times": 3})
    with pytest.raises(WrongState, match="待第二人确认"):
        confirm_draft(actor=county.magistrate, ref=ref)
    agree_to_draft(actor=county.office_head, ref=ref)
    confirm_draft(actor=county.magistrate, ref=ref)
    with pytest.raises(WrongState, match="已确认"):
        confirm_draft(actor=county.gov_head, ref=ref)


def test_an_extension_does_not_lose_a_version_that_is_still_to_come(county: County) -> None:
    confirmed(county, {"many_times": 3})
    extended(county, date(2028, 1, 4), date(2026, 3, 1), "X委办字〔2026〕30号")
    where = county.jurisdiction_id
    today, later = date(2026, 3, 2), date(2026, 4, 2)
    assert pack_in_force(where, today).get("effective_to", today) == date(2028, 1, 4)
    assert pack_in_force(where, later).get("effective_to", later) == date(2028, 1, 4)
    assert pack_in_force(where, later).get("many_times", later) == 3
    assert pack_in_force(where, today).get("many_times", today) == 2


def test_a_new_notice_keeps_what_the_county_decided_and_it_does_not_fix(county: County) -> None:
    confirmed(county, {"many_times": 3, "bottom_n": 4}, effective_on=date(2026, 3, 2))
    with county.on("2026-03-20"):
        ref = adopt(county, issued_on=date(2026, 3, 19))
        confirm_notice(actor=county.office_head, ref=ref)
    day = date(2026, 3, 21)
    pack = pack_in_force(county.jurisdiction_id, day)
    assert (pack.get("many_times", day), pack.get("bottom_n", day)) == (3, 5)


def test_versions_are_listed_and_compared_article_by_article(county: County) -> None:
    ref = confirmed(county, {"unit_cap_first_count": 1, "many_times": 3}, effective_on=date(2027, 1, 1))
    lines = versions(actor=county.town_a.liaison)
    assert [(line.place, line.current, line.coming, line.draft_ref) for line in lines] == [
        (1, True, False, ""), (2, False, True, ref),
    ]  # fmt: skip
    found = comparison(actor=county.town_a.liaison)
    assert found is not None
    assert [(line.changed.article, line.changed.before, line.changed.after) for line in found.changes] == [
        ("三", "2次", "3次"), ("七", "2次", "1次"),
    ]  # fmt: skip
    assert [line.changed.literal for line in found.changes] == [False, True]
    back = comparison(actor=county.inspector, before=lines[1].hash, after=lines[0].hash[:12])
    assert back is not None
    assert [line.changed.after for line in back.changes] == ["2次", "2次"]
    with pytest.raises(NotFound):
        comparison(actor=county.inspector, before="0" * 12)


def test_a_county_with_one_version_has_nothing_to_compare(county: County) -> None:
    assert comparison(actor=county.inspector) is None


@pytest.mark.parametrize("change", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["rulebook_pack", "rulebook_packorigin"])
def test_nobody_changes_a_pack_past_the_system(county: County, table: str, change: str) -> None:
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


def test_a_pack_that_is_not_what_it_was_is_not_used(county: County) -> None:
    from duban.rulebook import guards

    guards.take_off(connection)
    try:
        kept = PackRow.objects.latest("pk")
        PackRow.objects.filter(pk=kept.pk).update(toml=kept.toml.replace("value = 2,", "value = 9,"))
    finally:
        guards.put_on(connection)
    memo.renew_rulebook(county.jurisdiction_id)
    with pytest.raises(PackError, match="与它的摘要不符"):
        pack_in_force(county.jurisdiction_id, SINCE)


def test_a_pack_in_hand_cannot_be_changed(county: County) -> None:
    pack = pack_in_force(county.jurisdiction_id, SINCE)
    with pytest.raises(TypeError):
        pack._values["many_times"] = ()  # type: ignore[index]
    with pytest.raises(TypeError):
        pack.get("sanction_kinds", SINCE)[0]["word"] = "改"
    assert Pack.loads(pack.dumps()).hash == pack.hash == pack_by_hash(county.jurisdiction_id, pack.hash).hash


def test_the_chain_vouches_for_versions_and_their_drafts(county: County) -> None:
    confirmed(county, {"many_times": 3})
    assert verify(county.jurisdiction_id).faults == ()
