"""The county that is measured: the directory and notice of the demo, with generated matters."""

from __future__ import annotations

from typing import Any


def founded() -> Any:
    """The demo's directory and notice in an empty database, without its life."""
    from django.core.management import call_command

    from duban.demo import build

    call_command("migrate", verbosity=0)
    return build.founded(lambda *_: None)


def grown(world: Any, matters: int, seed: int) -> None:
    """So many matters more, and statistics of them."""
    from django_scopes import scope

    from duban.demo.generate import generate
    from duban.shared.database import statistics

    with scope(jurisdiction=world.jurisdiction_id):
        generate(world.jurisdiction_id, "X", matters, seed, lambda _: None)
    statistics.renew()
