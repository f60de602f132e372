"""The county's own rules: its notice, the versions of the parameters, superior documents that override, the calendar."""

from __future__ import annotations

from duban.mechanism.lifecycles.rulebook.notices import CALENDAR, NOTICE
from duban.mechanism.lifecycles.rulebook.overrides import OVERRIDE
from duban.mechanism.lifecycles.rulebook.versions import DRAFT

LIFECYCLES = (NOTICE, DRAFT, OVERRIDE, CALENDAR)
