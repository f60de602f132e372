"""Nobody comes in by himself as somebody whose post takes two to give: not by any sequence of acts, whoever colludes."""

from __future__ import annotations

import random

import pytest
from django.db import transaction

from duban.mechanism.lifecycles import ACTS
from duban.mechanism.people.appointments import by_two, opened_by_two
from duban.mechanism.people.standing import Function, PostRole
from duban.organisations.actions.posts_held.postlists import confirm_list
from duban.organisations.actions.signing_in.accounts import choose_password
from duban.organisations.actions.signing_in.slips import use_link
from duban.organisations.models import Account, PostList, Slip
from duban.organisations.selectors import slip_sheet
from duban.organisations.selectors.signing_in.doors import taking_two
from duban.shared import clock
from duban.shared.actor import system_actor
from duban.shared.errors import ActError
from tests.organisations.test_power import TODAY, Walk, newcomer
from tests.personas import County, appoint, confirmer

KNOWN = ("a-good-long-secret-7", "another-long-secret-8")
"""What those who collude give others, and choose themselves once they are in."""
OPENING = (
    "person.open_account", "person.close_account", "person.reset_password", "slip.give", "slip.confirm", "slip.revoke",
    "reset.propose", "reset.confirm", "postlist.nominate", "postlist.nominate", "postlist.propose", "delegation.give",
    "post.appoint",
)  # fmt: skip


class Burglars(Walk):
    """They try to open accounts, and use each way in that they find; 县委组织部 confirms every list that has its paper."""

    def __init__(self, county: County, chance: random.Random, who: list[str]) -> None:
        friends = [newcomer(county, f"友某{name}") for name in "甲乙丙"]
        super().__init__(county, chance, who, friends[0])
        self.people = [*friends, county.person("town_a.deputy"), county.person("cdi.deputy")]
        self.acts = [ACTS[key] for key in OPENING]
        self.used, self.confirmed = 0, 0
        self.chosen: dict[int, str] = {}

    def step(self) -> str:
        said = super().step()
        self._go_in()
        for row in PostList.objects.filter(state="proposed"):
            self._confirm(row)
        return said

    def _confirm(self, row: PostList) -> None:
        try:
            with transaction.atomic():
                confirm_list(actor=confirmer(row.ref), ref=row.ref)
            self.confirmed += 1
        except (ActError, StopIteration):
            return

    def _go_in(self) -> None:
        """Use the links that one of them can print, and the passwords that they gave."""
        for who in self.who:
            for sheet in Slip.objects.filter(state="given", given_by_id=self.county.persons[who]):
                for line in slip_sheet(actor=self.county.actor(who), ref=sheet.ref).lines:
                    if line.address:
                        self._choose(use_link(line.address.split("/")[-2]))
        for account in Account.objects.filter(for_one_sign_in=True, is_active=True):
            if not account.spent and account.check_password(KNOWN[0]):
                self._choose(account)

    def _choose(self, account: Account) -> None:
        self.used += 1
        system = system_actor(self.county.jurisdiction_id, clock.today())
        self.chosen[account.pk] = f"{KNOWN[1]}-{self.used}"  # nobody may choose one of the last again
        choose_password(actor=system, ref=account.person.ref, password=self.chosen[account.pk])

    def inside(self) -> list[str]:
        """The accounts that take two to open, and to which they have the password."""
        with_power = taking_two(list(Account.objects.values_list("person_id", flat=True)))
        rows = Account.objects.filter(person__in=with_power, is_active=True)
        return [row.username for row in rows if any(map(row.check_password, (*KNOWN, self.chosen.get(row.pk, ""))))]


COLLUDING = {
    "an administrator": ["registrar"], "two administrators": ["registrar", "registrar2"], "县委组织部": ["org_dept.deputy"],
}  # fmt: skip


@pytest.mark.parametrize("who", COLLUDING)
def test_no_sequence_of_acts_lets_anybody_in_as_somebody_with_power(county: County, who: str) -> None:
    if "registrar2" in COLLUDING[who]:
        county.persons["registrar2"] = int(newcomer(county, "管某二"))
        appoint(actor=county.registrar, person=county.person("registrar2"), role="registrar", title="系统管理员",
                starts_on=TODAY)  # fmt: skip
    walk = Burglars(county, random.Random(who), COLLUDING[who])
    for _ in range(220):
        said = walk.step()
        assert walk.inside() == [], said
    if "administrator" in who:
        assert walk.used > 2, "they did come in as somebody without power"
        assert walk.confirmed > 1, "and posts did come to some"


def test_every_way_in_is_tried() -> None:
    """Whatever act of the table opens an account, gives a link or a password, or a post, is among those of the walk."""
    of_doors = {key for key in ACTS if key.split(".")[0] in ("slip", "reset") or key.startswith("person.")}
    by_the_owner = {"slip.use", "person.choose_password"}
    harmless = {"person.create", "person.change", "reset.refuse"}
    assert of_doors == (of_doors & set(OPENING)) | by_the_owner | harmless


@pytest.mark.parametrize("role", PostRole)
@pytest.mark.parametrize("function", Function)
@pytest.mark.parametrize("acting", [False, True])
def test_whose_post_takes_two_to_give_takes_two_to_let_in(role: PostRole, function: Function, *, acting: bool) -> None:
    assert opened_by_two([(role, function, acting)]) == by_two(role, function, acting=acting)


def test_everybody_with_power_came_in_by_two(county: County) -> None:
    accounts = Account.objects.exclude(person_id=county.persons["registrar"])
    assert taking_two([one.person_id for one in accounts])
    assert [one.username for one in accounts if not one.by_two] == []
