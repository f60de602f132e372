"""Secrets of channels: one file each in the data folder, readable by its owner only, as the key of the installation."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from duban.notifications.models import Channel


def _file(channel: Channel) -> Path:
    return Path(settings.DATA) / "channels" / channel.ref


def secret_of(channel: Channel) -> str:
    """The secret of a channel, empty where none was given."""
    try:
        return _file(channel).read_text("utf-8")
    except FileNotFoundError:
        return ""


def keep_secret(channel: Channel, secret: str) -> None:
    """Put a new secret in the place of the one before."""
    target = _file(channel)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    with open(scratch, "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(secret)
    os.replace(scratch, target)
