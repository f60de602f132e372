"""Moments as they are typed on the command line."""

from __future__ import annotations

import argparse
from datetime import datetime

from duban.shared import clock


def moment(text: str) -> datetime:
    """The moment typed as 2026-11-23 or 2026-11-23T09:00, in the county's time where no zone is named.

    Raises `argparse.ArgumentTypeError`, which the parser shows beside its option.
    """
    try:
        return clock.read(text)
    except ValueError as error:
        wanted = "请按 2026-11-23 或 2026-11-23T09:00 的样子填"
        raise argparse.ArgumentTypeError(f"看不懂的时刻：{text}。{wanted}。") from error
