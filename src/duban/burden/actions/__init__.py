"""What people do about the burden."""

from __future__ import annotations

from duban.burden.actions import complaints as complaints
from duban.burden.actions.lookback import planning as planning
from duban.burden.actions.lookback import reopening as reopening
from duban.burden.actions.lookback import visiting as visiting
