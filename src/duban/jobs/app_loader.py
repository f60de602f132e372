"""Loading the apps: the first second of every program."""

from __future__ import annotations

import gc

import django


def load() -> None:
    """Load the apps without looking for garbage: all that is loaded stays, and is not looked through later either."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
