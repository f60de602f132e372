"""The rows of 减负: what people complain of and suggest."""

from __future__ import annotations

from duban.mechanism.lifecycles.burden.complaints import COMPLAINT
from duban.mechanism.lifecycles.types import Lifecycle

LIFECYCLES: tuple[Lifecycle, ...] = (COMPLAINT,)
