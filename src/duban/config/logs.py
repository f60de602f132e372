"""Lines of the log: each names the request it belongs to, and a request that no browser sends gets one line."""

from __future__ import annotations

import logging


class RequestFilter(logging.Filter):
    """Puts the reference of the request on a record; a suspicious one (a foreign Host …) loses its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always passes the record on."""
        record.reference = getattr(getattr(record, "request", None), "reference", "-")
        if record.name.startswith("django.security"):
            record.exc_info = record.exc_text = None
        return True
