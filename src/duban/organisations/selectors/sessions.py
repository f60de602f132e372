"""Where an account is signed in."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from duban.organisations.models import Account


def sessions_of(account: Account) -> list[UserSession]:
    """The places where an account is signed in now, the latest first."""
    return sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.pk, reverse=True)


def end_session(account: Account, key: int) -> bool:
    """Sign an account out in one of these places; False where it is not one of its own."""
    session = UserSession.objects.filter(pk=key, user=account).first()
    if session is not None:
        session.end()
    return session is not None
