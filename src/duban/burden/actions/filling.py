"""How long a form takes: counted by form, quarter and minute, for no person, no unit and no moment (A108)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from duban.burden.models import FillTime
from duban.mechanism.burden.figures import is_drawn, kept_minutes
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock


def note_filling(*, county: int, form: str, once: str, opened: datetime) -> None:
    """Count a form that was sent, if its key is drawn into the sample and it was not left lying."""
    today, minutes = clock.today(), kept_minutes(opened, clock.now())
    share = int(pack_in_force(county, today).get("burden_sample_percent", today))
    if minutes is None or not is_drawn(once, share):
        return
    of = {
        "jurisdiction_id": county,
        "form": form,
        "quarter": f"{today.year}-{(today.month + 2) // 3}",
        "minutes": minutes,
    }
    if not FillTime._base_manager.filter(**of).update(count=F("count") + 1):
        FillTime._base_manager.create(**of, count=1)
