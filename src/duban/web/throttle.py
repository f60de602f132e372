"""How often an address may ask for a page that is open to everybody; counted in each process by real time."""

from __future__ import annotations

import time

from django.core.cache import caches
from django.http import HttpRequest


def too_many(request: HttpRequest, what: str, *, per_minute: int) -> bool:
    """Count a visit; whether this address has made more than so many in this minute."""
    key = f"visits:{what}:{request.META.get('REMOTE_ADDR', '')}:{int(time.time() // 60)}"
    cache = caches["process"]
    cache.add(key, 0, timeout=120)
    return int(cache.incr(key)) > per_minute
