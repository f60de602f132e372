"""What the web server is told beside its command line: its answers name neither the software nor its version."""

from __future__ import annotations

from gunicorn.http import wsgi  # type: ignore[import-untyped]

wsgi.SERVER = "web"
