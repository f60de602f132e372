from __future__ import annotations

from duban.mechanism.lifecycles.types import Lifecycle

LIFECYCLES: tuple[Lifecycle, ...] = ()
