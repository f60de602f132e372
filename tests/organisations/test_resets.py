"""The password of somebody whose account nobody may take over alone is reset by two."""

from __future__ import annotations

import pytest
from django.test import Client

from duban.acts.models import Message, Obligation
from duban.audit.models import Payload
from duban.audit.verify import verify
from duban.organisations.actions.signing_in.accounts import close_account, open_account, reset_password
from duban.organisations.actions.signing_in.resets import confirm_reset, propose_reset, refuse_reset
from duban.organisations.actions.signing_in.slips import give_slips
from duban.organisations.models import PasswordReset, Person, Slip
from duban.shared.errors import Invalid, NotFound, NotPermitted, Unmet, WrongState
from tests.personas import PASSWORD, County
from tests.web.test_signing_in import OWN, sign_in

GIVEN = "for-One-sign-in-only"
BY_TWO = ("magistrate", "vice", "cdi.deputy", "org_dept.deputy", "cdi.principal", "inspector", "clerk", "appraisal.deputy",
          "town_a.principal")  # fmt: skip


def ref_of(county: County, who: str) -> str:
    return Person.objects.get(pk=county.persons[who]).ref


def proposed(county: County, who: str = "magistrate") -> str:
    given = {"person": county.person(who), "password": GIVEN, "reason": "本人当面提出"}
    return propose_reset(actor=county.registrar, **given).ref


@pytest.mark.clause("1.2")
@pytest.mark.parametrize("who", BY_TWO)
def test_nobody_alone_resets_the_password_of_who_decides_or_keeps_records(county: County, who: str) -> None:
    with pytest.raises(Unmet, match="未满足 1 项") as refused:
        reset_password(actor=county.registrar, ref=ref_of(county, who), password=GIVEN)
    assert refused.value.decision.missing[0].remedies[0].act == "reset.propose"
    assert county.account(who).check_password(PASSWORD)


def test_closing_and_opening_again_is_no_way_round(county: County) -> None:
    ref = ref_of(county, "magistrate")
    close_account(actor=county.registrar, ref=ref)
    open_account(actor=county.registrar, ref=ref, username="magistrate")
    assert not county.account("magistrate").has_usable_password()
    sheet = give_slips(actor=county.registrar, people=[county.person("magistrate")]).ref
    assert Slip.objects.get(ref=sheet).state == "proposed", "a second person stands behind it before it opens anything"


def test_whose_account_one_person_opened_may_have_it_opened_anew_by_two(county: County) -> None:
    ref = ref_of(county, "town_a.deputy")
    reset_password(actor=county.registrar, ref=ref, password=GIVEN)
    assert not county.account("town_a.deputy").by_two
    confirm_reset(actor=county.org_dept.deputy, ref=proposed(county, "town_a.deputy"))
    assert county.account("town_a.deputy").by_two


def test_what_one_proposes_and_another_confirms_opens_once_and_is_told(county: County) -> None:
    ref = proposed(county)
    assert sign_in(Client(), "magistrate", GIVEN).status_code == 422, "nothing has changed yet"
    assert county.account("magistrate").check_password(PASSWORD)
    owed = Obligation.objects.get(act="reset.confirm", outcome="open")
    assert owed.unit_id == county.units["org_dept"]
    confirm_reset(actor=county.org_dept.deputy, ref=ref)
    client = Client()
    url = sign_in(client, "magistrate", GIVEN).url
    assert sign_in(Client(), "magistrate", GIVEN).status_code == 422
    assert client.post(url, {"password1": OWN, "password2": OWN}).url == "/"
    page = client.get("/").content.decode()
    names = (county.registrar.name, county.actor("org_dept.deputy").name)
    assert f"由{names[0]}提请、{names[1]}确认重置" in page.split("<main")[1][:1500], "at the top of the page"


def test_the_owner_and_the_head_of_the_organ_are_told(county: County) -> None:
    confirm_reset(actor=county.org_dept.deputy, ref=proposed(county, "cdi.deputy"))
    told = Message.objects.filter(act="reset.confirm").values_list("person_id", flat=True)
    assert set(told) == {county.persons["cdi.deputy"], county.persons["cdi.principal"]}


def test_of_a_leader_the_head_of_the_office_is_told(county: County) -> None:
    confirm_reset(actor=county.org_dept.deputy, ref=proposed(county, "cdi.principal"))
    told = set(Message.objects.filter(act="reset.confirm").values_list("person_id", flat=True))
    assert told == {county.persons["cdi.principal"], county.persons["office_head"]}, "the head of the body is it himself"


def test_the_notice_is_shown_for_a_week_whoever_signs_in(county: County) -> None:
    with county.on("2026-03-02", 10):
        confirm_reset(actor=county.org_dept.deputy, ref=proposed(county))
    client = Client()
    client.force_login(county.account("magistrate"))
    shown = {}
    for day in ("2026-03-02", "2026-03-08", "2026-03-10"):
        with county.on(day, 12):
            shown[day] = "确认重置" in client.get("/-/empty").content.decode()
    assert shown == {"2026-03-02": True, "2026-03-08": True, "2026-03-10": False}


@pytest.mark.parametrize(
    ("who", "error"),
    [("inspector", NotFound), ("office_head", NotFound), ("registrar", NotPermitted), ("cdi.deputy", Unmet)],
)
def test_only_another_of_the_two_bodies_confirms_and_nobody_for_himself(
    county: County, who: str, error: type[Exception]
) -> None:
    ref = proposed(county, "cdi.deputy")
    with pytest.raises(error):
        confirm_reset(actor=county.actor(who), ref=ref)
    assert PasswordReset.objects.get(ref=ref).state == "proposed"


def test_what_is_refused_changes_nothing_and_cannot_be_confirmed(county: County) -> None:
    ref = proposed(county)
    refuse_reset(actor=county.actor("cdi.deputy"), ref=ref, reason="本人没有要求")
    with pytest.raises(WrongState):
        confirm_reset(actor=county.org_dept.deputy, ref=ref)
    assert county.account("magistrate").check_password(PASSWORD)
    assert PasswordReset.objects.get(ref=ref).encoded == ""


def test_no_password_and_no_hash_enters_the_record(county: County) -> None:
    confirm_reset(actor=county.org_dept.deputy, ref=proposed(county))
    assert not [row.pk for row in Payload.objects.all() if GIVEN in row.text or "md5$" in row.text]
    assert PasswordReset.objects.get().encoded == ""
    assert verify(county.jurisdiction_id).sound


@pytest.mark.parametrize(
    ("who", "password", "field", "told"),
    [
        ("town_a.deputy", GIVEN, "person", "不须两人"),
        ("registrar", GIVEN, "person", "没有账号"),
        ("magistrate", "short", "password", "12"),
        ("magistrate", "magistrate-2026-x", "password", "账号"),
    ],
)
def test_a_proposal_that_is_not_sound_is_refused(
    county: County, who: str, password: str, field: str, told: str
) -> None:
    with pytest.raises(Invalid) as refused:
        propose_reset(actor=county.registrar, person=county.person(who), password=password, reason="本人提出")
    assert told in refused.value.fields[field]


def test_one_proposal_waits_at_a_time(county: County) -> None:
    proposed(county)
    with pytest.raises(Invalid, match="待确认"):
        proposed(county)
