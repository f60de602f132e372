"""When a form was opened, as it says itself under seal; told when it is sent, for nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core import signing

from duban.burden.actions.filling import note_filling
from duban.mechanism.burden.figures import is_sampled
from duban.mechanism.lifecycles.types import Act
from duban.shared import clock
from duban.shared.actor import Actor

_SALT = "duban.opened"


def opened_now() -> str:
    """The seal of this moment, for a form that opens."""
    return signing.dumps(clock.now().isoformat(), salt=_SALT)


def note_filled(actor: Actor, act: Act, sent: Mapping[str, str]) -> None:
    """Tell how long a form took, where people of units fill it in; a seal that is not ours tells nothing."""
    if not is_sampled(act):
        return
    try:
        opened = datetime.fromisoformat(signing.loads(sent.get("opened", ""), salt=_SALT))
    except (signing.BadSignature, ValueError):
        return
    note_filling(county=actor.jurisdiction_id, form=act.key, once=sent.get("once", ""), opened=opened)
