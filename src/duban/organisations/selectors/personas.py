"""The accounts that the sign-in page of a demo offers, each with the posts that its person holds."""

from __future__ import annotations

from dataclasses import dataclass

from duban.mechanism.people.standing import SHARING, Function, PostRole
from duban.organisations.models import Account
from duban.organisations.selectors.actors import actor_of
from duban.organisations.selectors.directory import LEADER_ROLES
from duban.shared.actor import Actor
from duban.shared.machine import installation
from duban.shared.models import Installation, Jurisdiction

DEMO_PASSWORD = "duban-demo-county"  # noqa: S105 - printed on the sign-in page of a demo, refused anywhere else
_GROUPS = ("县领导", "县委办公室、县政府办公室", "县纪委监委、县委组织部", "责任单位", "其他")


@dataclass(frozen=True)
class Persona:
    """One person to sign in as: the account, and who that is today."""

    group: str
    account: str
    name: str
    role: str
    note: str


def personas() -> list[Persona]:
    """Every account with a password of a demo, with the roles of today, in 排名; none in any other installation."""
    if installation.kind() != Installation.Kind.DEMO:
        return []
    accounts = Account.objects.filter(is_active=True).order_by("jurisdiction", "person__rank", "pk")
    counties = {row.pk: row.name for row in Jurisdiction.objects.all()}
    shown = [(account, actor_of(account)) for account in accounts]
    found = [
        _persona(account, actor, counties if len(counties) > 1 else {})
        for account, actor in shown
        if actor.posts and account.has_usable_password()
    ]
    return sorted(found, key=lambda one: _GROUPS.index(one.group))


def _persona(account: Account, actor: Actor, counties: dict[int, str]) -> Persona:
    roles = dict.fromkeys(post.role.label for post in actor.posts if post.role is not PostRole.STAFF)
    notes = (counties.get(account.jurisdiction_id, ""), "、".join(roles))
    return Persona(
        group=_group(actor),
        account=account.username,
        name=actor.name,
        role="、".join(dict.fromkeys(post.title for post in actor.posts)),
        note="·".join(note for note in notes if note),
    )


def _group(actor: Actor) -> str:
    functions = {post.function for post in actor.posts}
    if any(post.role in LEADER_ROLES for post in actor.posts):
        return _GROUPS[0]
    if functions & {Function.PARTY_OFFICE, Function.GOV_OFFICE}:
        return _GROUPS[1]
    if functions & set(SHARING):
        return _GROUPS[2]
    return _GROUPS[3] if any(post.unit_id for post in actor.posts) else _GROUPS[4]
