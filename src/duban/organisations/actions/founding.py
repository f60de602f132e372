"""A new jurisdiction: its row, its audit chain, and the first administrator from whom all posts follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from duban.acts.beside import Answer, Wrong, guards
from duban.acts.gate.asked import Asked
from duban.acts.registry import register
from duban.acts.work import Done, act, permit_creation
from duban.audit.chain import open_chain
from duban.mechanism.clauses import clause
from duban.mechanism.people.standing import Function
from duban.organisations.actions.people import CATEGORIES
from duban.organisations.actions.posts_held.posts import install_registrar
from duban.organisations.actions.shared import FIRST_DAY, done, refuse, renew, text
from duban.organisations.actions.signing_in.accounts import given_by_another, wrong_name
from duban.organisations.actions.signing_in.slips import one_time_link
from duban.organisations.actions.units import create_unit
from duban.organisations.models import Account, Person, Post, one_spelling
from duban.organisations.policies import COUNTY
from duban.organisations.selectors import actor_by_id
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.database import memo
from duban.shared.machine import installation
from duban.shared.models import Installation, Jurisdiction

_KIND = "县直副科以上单位"
_CODE = re.compile(r"^[A-Za-z0-9_-]{1,12}$")


@dataclass(frozen=True)
class Founded:
    """A jurisdiction with its first administrator."""

    jurisdiction_id: int
    registrar_id: int


def found_jurisdiction(
    *,
    code: str,
    name: str,
    short_name: str,
    registrar: str = "系统管理员",
    username: str = "",
) -> Founded:
    """Found a county in this installation and open its audit chain; with a username a link lets the administrator in."""
    refuse(
        {
            "code": "" if _CODE.fullmatch(code) else "县的代码应为 1 到 12 位字母、数字、_ 或 -。",
            "name": text(name, 40),
            "short_name": text(short_name, 4),
            "registrar": text(registrar, 20),
            "username": _wrong_account(username) if username else "",
        }
    )
    with transaction.atomic():
        taken = Jurisdiction.objects.filter(code=code).exists()
        refuse({"code": f"代码“{code}”已被使用。" if taken else ""})
        county = Jurisdiction.objects.create(code=code, name=name, short_name=short_name)
        open_chain(county.pk)
        with scope(jurisdiction=county.pk):
            install(actor=system_actor(county.pk, clock.today()), registrar=registrar, username=username)
            post = Post.objects.get()
    return Founded(county.pk, post.person_id)


def _wrong_account(username: str) -> str:
    taken = Account._base_manager.filter(username=one_spelling(username)).exists()
    return wrong_name(username) or (f"账号“{username}”已被使用。" if taken else "")


def found_county(*, code: str, name: str, short_name: str, administrator: str, account: str) -> str:
    """Found a county with its five organs; returns the one link by which its administrator comes in.

    Nobody else has an account. What is wrong is told of all that was given, and nothing is written. No county begins in
    a copy for practice.
    """
    refuse({"code": "这是演练副本，不在里面开办县。" if installation.drilled() else ""})
    with transaction.atomic():
        founded = found_jurisdiction(
            code=code, name=name, short_name=short_name, registrar=administrator, username=account
        )
        with scope(jurisdiction=founded.jurisdiction_id):
            found_organs(actor_by_id(founded.jurisdiction_id, founded.registrar_id), name)
            return one_time_link(Account.objects.get(person_id=founded.registrar_id))


ORGANS = (
    ("中共{}委办公室", "县委办", Function.PARTY_OFFICE, "party", "正科"),
    ("{}人民政府办公室", "县政府办", Function.GOV_OFFICE, "gov", "正科"),
    ("中共{0}纪律检查委员会、{0}监察委员会", "县纪委监委", Function.CDI, "party", "副处"),
    ("中共{}委组织部", "县委组织部", Function.ORG_DEPT, "party", "正科"),
    ("{}绩效考核委员会办公室", "县绩效办", Function.APPRAISAL, "gov", "正科"),
)
"""The organs with a function in the mechanism; what a county calls them otherwise is changed on their pages."""


@clause("3.0", "4.5")
def found_organs(administrator: Actor, county: str) -> None:
    """Enter the five organs, by the administrator, under the names that such organs bear.

    Since when there has been one is not asked: no appointment to it is refused for its day.
    """
    for place, (name, short, function, side, level) in enumerate(ORGANS, 1):
        memo.forget()
        create_unit(
            actor=administrator, name=name.format(county), short_name=short, kind=_KIND, sequence=place * 10, level=level,
            active_from=FIRST_DAY, side=side, function=function.value,
        )  # fmt: skip


@guards("还没有系统管理员")
def _no_post_yet(asked: Asked) -> Iterator[Answer]:
    if Post.objects.exists():
        yield Wrong({"": "已有任职，不能再设立首任系统管理员。"})


def install(*, actor: Actor, registrar: str, username: str = "", once: str | None = None) -> Done:
    """Set up the first administrator; the system does so once, while the county has no post at all.

    From here on the record vouches for the county's row and for what this database is: live, demo or rehearsal.
    """
    with act(actor, "post.install", once=once) as a:
        permit_creation(a, COUNTY)
        person = a.create(Person(name=registrar, rank=999_999, personnel_category=CATEGORIES[-1]))
        install_registrar(a, person)
        if username:
            a.create(Account(person=person, username=username, **given_by_another(make_password(None), by_two=True)))
        for row in (Jurisdiction.objects.get(pk=a.jurisdiction_id), *Installation.objects.all()):
            a.vouch(row)
        renew(a)
    return done(a)


register("post.install", install)
