"""What people do about the burden."""

from __future__ import annotations

from duban.burden.actions import complaints as complaints
