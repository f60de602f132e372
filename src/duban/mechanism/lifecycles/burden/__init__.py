"""The rows of 减负: what people complain of and suggest, and what is looked at again after it was closed."""

from __future__ import annotations

from duban.mechanism.lifecycles.burden.complaints import COMPLAINT
from duban.mechanism.lifecycles.burden.lookback import LOOKBACK, VISIT
from duban.mechanism.lifecycles.burden.reopening import REOPENING
from duban.mechanism.lifecycles.types import Lifecycle

LIFECYCLES: tuple[Lifecycle, ...] = (COMPLAINT, LOOKBACK, VISIT, REOPENING)
