"""A lease row: one holder at a time, until it runs out. Real time, never the moved clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import Q

from duban.acts.models import Lease


def take(name: str, holder: str, seconds: int) -> bool:
    """Take or renew the lease; False where somebody else holds it."""
    now = datetime.now(UTC)
    Lease.objects.get_or_create(name=name)
    free = Q(until=None) | Q(until__lt=now) | Q(holder=holder)
    return (
        Lease.objects.filter(free, name=name).update(holder=holder, until=now + timedelta(seconds=seconds))
        == 1
    )


def give_back(name: str, holder: str) -> None:
    """End the lease of this holder."""
    Lease.objects.filter(name=name, holder=holder).update(holder="", until=None)


def held(prefix: str) -> dict[str, str]:
    """The holders of the leases that run, by name, of those whose names begin so."""
    running = Lease.objects.filter(name__startswith=prefix, until__gte=datetime.now(UTC))
    return dict(running.values_list("name", "holder"))


def drop(name: str) -> None:
    """Remove a lease that nobody will take again."""
    Lease.objects.filter(name=name).delete()
