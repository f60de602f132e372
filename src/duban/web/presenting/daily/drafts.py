"""What was typed and not sent yet: kept on the server for its owner, shown where the form is opened again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import Act, Widget
from duban.organisations.selectors.own import Own
from duban.web.forms.actforms import in_words, typed_in
from duban.web.links import act_url


def keeps_drafts(act: Act) -> bool:
    """Whether what is typed into the form of an act is kept: where there is something to type, and nothing secret."""
    return bool(act.fields) and all(one.widget is not Widget.SECRET for one in act.fields)


def draft_value(act: Act, data: Any) -> dict[str, Any]:
    """A draft as it is kept: what stands in the form, and the version of the thing that its owner saw."""
    return {"typed": typed_in(act, data), "expect": str(data.get("expect", ""))}


def shown(act: Act, ref: str, draft: Own | None, version: int | None) -> dict[str, Any] | None:
    """A draft above its form: when it was kept, how to let go of it, whether the thing has changed since."""
    if draft is None:
        return None
    seen = str(draft.value.get("expect", ""))
    return {
        "at": draft.changed_at,
        "drop": _address("drop_draft", act.key, ref),
        "changed": bool(seen) and version is not None and seen != str(version),
        "written": in_words(act, draft.value.get("typed", {})),
    }


def keeping(act: Act, ref: str) -> str:
    """The address to which a form sends what is typed, empty where none is kept."""
    return _address("keep_draft", act.key, ref) if keeps_drafts(act) else ""


def listed(drafts: Iterable[Own]) -> list[dict[str, Any]]:
    """The drafts of somebody, the newest first; those of acts that there are no more are left out."""
    found = []
    for one in sorted(drafts, key=lambda each: each.changed_at, reverse=True):
        key, _, ref = one.name.partition(" ")
        if key in ACTS:
            found.append({"one": one, "label": ACTS[key].label, "url": act_url(key, ref), "words": _longest(one, key)})
    return found


def _longest(one: Own, key: str) -> str:
    return max((text for _, text in in_words(ACTS[key], one.value.get("typed", {}))), key=len, default="")


def _address(name: str, key: str, ref: str) -> str:
    return reverse(name, args=[key, ref] if ref else [key])
