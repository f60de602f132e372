"""Who a session belongs to: asked by each request, by a statement that is made once."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from duban.organisations.models import Account
from duban.shared.prepared import Prepared


def _with_this_key(key: int) -> QuerySet[Account]:
    return Account.objects.filter(pk=key)


_ACCOUNT = Prepared(_with_this_key, -1)


class Backend(AuthenticationBackend):
    """Passwords are judged as the library does."""

    def get_user(self, user_id: Any) -> Account | None:
        """The account of a key with its person; None where there is none, or it may not sign in."""
        found = next(iter(_ACCOUNT(user_id)), None)
        return found if found is not None and self.user_can_authenticate(found) else None
