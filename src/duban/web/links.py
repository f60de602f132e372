"""Addresses of acts and cases, as pages link to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from duban.insight.selectors.opening import is_proposal
from duban.mechanism.lifecycles import act_named


def act_url(key: str, ref: str = "") -> str:
    """The page of an act on an object, or of an act that makes one."""
    return f"/act/{key}/{ref}/" if ref else f"/act/{key}/"


_BULLETINS = ("circular", "special_report")
_OWN_PAGE = ("inquiry", "hearing", "ruling", "unit", "person", "year", "yearrun", "yearresult", "correction", "review", "import",
             "packdraft")  # fmt: skip


def object_url(kind: str, ref: str) -> str:
    """The page of an object that has one of its own, else empty."""
    if ref and kind in _BULLETINS:
        return reverse("bulletin", args=[ref])
    return reverse("year" if kind == "yearrun" else kind, args=[ref]) if ref and kind in _OWN_PAGE else ""


def case_url(ref: str, tab: str = "") -> str:
    """The page of a case, empty where there is none to show."""
    return (reverse("case", args=[ref]) + (f"?tab={tab}" if tab else "")) if ref else ""


def remedy_links(may: Iterable[str], matter_ref: str, kind: str = "", object_ref: str = "") -> dict[str, str]:
    """For each act that may supply something missing, its address: on the matter, or on the object at hand."""
    links = {}
    for key in may:
        act = act_named(key)
        if act.kind == "matter" or is_proposal(act):
            links[key] = act_url(key, matter_ref)
        elif act.kind == kind and object_ref:
            links[key] = act_url(key, object_ref)
    return links
