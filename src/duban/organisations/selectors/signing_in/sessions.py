"""Where an account is signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.db.models import QuerySet

from duban.organisations.models import Account
from duban.shared.database.prepared import Prepared


def _with_key(key: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=key)


_ACCOUNT = Prepared(_with_key, -1)


def account_of_session(key: int) -> Account | None:
    """The account that a session names, with its person, by a statement that is made once; None where there is none."""
    return next(iter(_ACCOUNT(key)), None)


def sessions_of(account: Account) -> list[UserSession]:
    """The places where an account is signed in now, the latest first."""
    return sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.pk, reverse=True)


def end_session(account: Account, key: int) -> bool:
    """Sign an account out in one of these places; False where it is not one of its own."""
    session = UserSession.objects.filter(pk=key, user=account).first()
    if session is not None:
        session.end()
    return session is not None
