"""`duban found`: a county with its five organs, and one link by which its administrator comes in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_scopes import scope

from duban.audit.verify import verify
from duban.jobs.cli import main
from duban.organisations.models import Account, Post, Unit
from duban.organisations.selectors import jurisdiction_by_code
from duban.shared.errors import NotFound
from duban.shared.models import Jurisdiction
from tests.personas import County

GIVEN = ("--code", "zz", "--name", "ZZ县", "--administrator", "管某甲", "--account", "zz.guanli")
OWN = "an Own long secret"


def founded(capsys: Any, *given: str) -> tuple[int, str, str]:
    code = main(["found", *given])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_county_is_founded_beside_another_and_its_administrator_comes_in(county: County, capsys: Any) -> None:
    code, out, _ = founded(capsys, *GIVEN)
    assert code == 0
    zz = Jurisdiction.objects.get(code="zz")
    with scope(jurisdiction=zz.pk):
        organs = list(Unit.objects.order_by("sequence").values_list("function", flat=True))
        assert organs == ["party_office", "gov_office", "cdi", "org_dept", "appraisal"]
        assert [post.role for post in Post.objects.all()] == ["registrar"]
    client, link = Client(), out.strip().splitlines()[-1]
    client.post(link)
    client.post("/login/password/", {"password1": OWN, "password2": OWN})
    assert client.get("/organisations/").status_code == 200
    assert Client().get(link).status_code == 404
    assert verify(zz.pk).sound


def test_nobody_but_the_administrator_has_an_account_and_that_without_a_password(county: County, capsys: Any) -> None:
    founded(capsys, *GIVEN)
    (account,) = Account.objects.filter(jurisdiction__code="zz")
    assert (account.username, account.has_usable_password()) == ("zz.guanli", False)


@pytest.mark.parametrize(("place", "value", "named"), [(1, "xx", "--code"), (3, "", "--name"), (5, "", "--administrator"),
                                                       (7, "?", "--account"), (7, "inspector", "--account")])  # fmt: skip
def test_what_is_wrong_is_told_by_its_argument_and_nothing_is_founded(
    county: County, capsys: Any, place: int, value: str, named: str
) -> None:
    given = [*GIVEN]
    given[place] = value
    before = Jurisdiction.objects.count()
    code, out, err = founded(capsys, *given)
    assert (code, out) == (1, "")
    assert named in err
    assert Jurisdiction.objects.count() == before


def test_there_is_no_superuser_and_whoever_wants_one_is_told_how_a_county_begins(county: County) -> None:
    with pytest.raises(CommandError, match="duban found"):
        call_command("createsuperuser", interactive=False, username="x")
    assert not Account.objects.filter(username="x").exists()


def test_where_there_is_no_county_a_command_says_how_to_found_one(db: None) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("duban.organisations.selectors.actors.jurisdictions", list)
        with pytest.raises(NotFound, match="duban found"):
            jurisdiction_by_code()
