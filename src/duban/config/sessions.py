"""Sessions in the database that end a fixed time after sign-in, however busy they were, and when nobody uses them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.utils import timezone

from duban.shared.database.prepared import Prepared

if TYPE_CHECKING:
    from django.contrib.sessions.base_session import AbstractBaseSession

BORN, SEEN = "_born", "_seen"
EACH = timedelta(minutes=1)
"""How exactly a session knows when it was last used: so often at most it is written for that."""


_KEY = "k"


def _under(key: str) -> Any:
    from django.contrib.sessions.models import Session

    return Session.objects.filter(session_key=key)


_STORED = Prepared(_under, _KEY)
"""The session of a key: each request asks, so the statement is kept."""


class SessionStore(DatabaseSessionStore):
    """A session whose end is counted from its first storing; `cycle_key` at sign-in starts it anew."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = next((one for one in _STORED(self.session_key) if one.expire_date > timezone.now()), None)
        if found is None:
            self._session_key = None
        return found

    def cycle_key(self) -> None:
        self.pop(BORN, None)
        self.pop(SEEN, None)
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        data.setdefault(BORN, timezone.now().isoformat())
        return super().create_model_instance(data)

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        born = self.get(BORN)
        start = datetime.fromisoformat(born) if born else timezone.now()
        return start + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def get_expiry_age(self, **kwargs: Any) -> int:
        return max(0, int((self.get_expiry_date() - timezone.now()).total_seconds()))

    def still_used(self) -> bool:
        """Whether it was used within the idle time, and note that it is used now; an idle one is to be ended."""
        now = timezone.now()
        kept = self.get(SEEN) or self.get(BORN)
        seen = datetime.fromisoformat(kept) if kept else now
        if now - seen > timedelta(seconds=settings.SESSION_IDLE_SECONDS):
            return False
        if now - seen > EACH:
            self[SEEN] = now.isoformat()
        return True
