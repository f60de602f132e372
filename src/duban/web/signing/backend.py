"""Who a session belongs to: each request asks."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from duban.organisations.selectors.signing_in.sessions import account_of_session


class Backend(AuthenticationBackend):
    """Passwords are judged as the library does."""

    def get_user(self, user_id: Any) -> Any:
        """The account of a key with its person; None where there is none, or it may not sign in."""
        found = account_of_session(user_id)
        return found if found is not None and self.user_can_authenticate(found) else None
