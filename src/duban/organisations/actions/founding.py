"""A new jurisdiction: its row, its audit chain, and the first administrator from whom all posts follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django_scopes import scope

from duban.acts.registry import register
from duban.acts.work import Done, act, permit_creation
from duban.audit.chain import open_chain
from duban.organisations.actions.accounts import weak, wrong_name
from duban.organisations.actions.people import CATEGORIES
from duban.organisations.actions.posts import install_registrar
from duban.organisations.actions.shared import done, refuse, renew, text
from duban.organisations.models import Account, Person, Post
from duban.organisations.policies import COUNTY
from duban.shared import clock
from duban.shared.actor import Actor, system_actor
from duban.shared.models import Installation, Jurisdiction

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
    password: str = "",
) -> Founded:
    """Found a county in this installation and open its audit chain; with a username the administrator can sign in."""
    refuse(
        {
            "code": "" if _CODE.fullmatch(code) else "县的代码应为 1 到 12 位字母、数字、_ 或 -。",
            "name": text(name, 40),
            "short_name": text(short_name, 4),
            "registrar": text(registrar, 20),
            "username": wrong_name(username) if username else "",
            "password": weak(password, username) if username else "",
        }
    )
    with transaction.atomic():
        taken = Jurisdiction.objects.filter(code=code).exists()
        refuse({"code": f"代码“{code}”已被使用。" if taken else ""})
        county = Jurisdiction.objects.create(code=code, name=name, short_name=short_name)
        open_chain(county.pk)
        with scope(jurisdiction=county.pk):
            install(
                actor=system_actor(county.pk, clock.today()),
                registrar=registrar,
                username=username,
                password=password,
            )
            post = Post.objects.get()
    return Founded(county.pk, post.person_id)


def install(
    *, actor: Actor, registrar: str, username: str = "", password: str = "", once: str | None = None
) -> Done:
    """Set up the first administrator; the system does so once, while the county has no post at all.

    From here on the record vouches for the county's row and for what this database is: live, demo or rehearsal.
    """
    with act(actor, "post.install", once=once) as a:
        permit_creation(a, COUNTY)
        if Post.objects.exists():
            a.refuse_input(form="已有任职，不能再设立首任系统管理员。")
        person = a.create(Person(name=registrar, rank=999_999, personnel_category=CATEGORIES[-1]))
        install_registrar(a, person)
        if username:
            a.create(Account(person=person, username=username, password=make_password(password)))
        for row in (Jurisdiction.objects.get(pk=a.jurisdiction_id), *Installation.objects.all()):
            a.vouch(row)
        renew(a)
    return done(a)


register("post.install", install)
