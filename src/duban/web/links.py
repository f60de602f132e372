"""Addresses of acts and cases, as pages link to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from duban.insight.selectors.act_page.before_form import is_proposal
from duban.mechanism.decision import Remedy
from duban.mechanism.lifecycles import act_named


def act_url(key: str, ref: str = "") -> str:
    """The page of an act on an object, or of an act that makes one."""
    return f"/act/{key}/{ref}/" if ref else f"/act/{key}/"


def turn_url(heading: str, key: str, ref: str) -> str:
    """The page of an act from which one goes on to the next thing under a heading of the desk."""
    return f"{act_url(key, ref)}?{urlencode({'turn': heading})}"


@dataclass(frozen=True)
class Place:
    """Where objects of a kind are found: the address of a page of their own, and of the list in which they stand.

    What has no page of its own is shown in its case, unless `in_case` says that only the list shows it. Whoever did
    something to a `part` comes back to its case: the page of a part may be closed by what was done.
    """

    listed: str
    page: str = ""
    in_case: bool = True
    part: bool = False


PLACES = {
    "notice": Place("mechanism"),
    "packdraft": Place("versions", "packdraft"),
    "override": Place("superiors"),
    "calendar": Place("mechanism"),
    "unit": Place("units", "unit"),
    "person": Place("units", "person"),
    "post": Place("units"),
    "delegation": Place("units"),
    "leave": Place("units"),
    "handover": Place("handovers", "handover"),
    "slip": Place("slips", "slip"),
    "postlist": Place("postlists", "postlist"),
    "reset": Place("units", "reset"),
    "clockcheck": Place("clock"),
    "channel": Place("channels", "channel"),
    "import": Place("imports", "import"),
    "export": Place("desk"),
    "attachment": Place("desk", "file", part=True),
    "archive": Place("desk"),
    "paper": Place("desk"),
    "matter": Place("matters"),
    "source": Place("matters"),
    "flow": Place("desk"),
    "instruction": Place("instructions", in_case=False),
    "letter": Place("registries"),
    "interview": Place("registries"),
    "listing": Place("registries"),
    "past": Place("registries"),
    "seriesstart": Place("sent_register"),
    "circular": Place("bulletins", "bulletin"),
    "special_report": Place("bulletins", "bulletin"),
    "complaint": Place("complaints", in_case=False),
    "lookback": Place("lookback", in_case=False),
    "visit": Place("lookback", "visit"),
    "reopening": Place("lookback", "reopening"),
    "inquiry": Place("inquiries", "inquiry"),
    "hearing": Place("inquiries", "hearing"),
    "ruling": Place("rulings", "ruling"),
    "revision": Place("rulings", "revision"),
    "appeal": Place("rulings", "appeal"),
    "consequence": Place("inquiries", in_case=False),
    "withdrawal": Place("inquiries", in_case=False),
    "clue": Place("inquiries", in_case=False),
    "outage": Place("units"),
    "commendation": Place("reviews"),
    "judgement": Place("reviews"),
    "year": Place("results", "year"),
    "yearrun": Place("results", "year"),
    "yearresult": Place("results", "yearresult"),
    "correction": Place("corrections", "correction"),
    "review": Place("reviews", "review"),
}


def object_url(kind: str, ref: str) -> str:
    """The page of an object that has one of its own, else empty."""
    page = PLACES[kind].page
    return reverse(page, args=[ref]) if ref and page else ""


def list_url(kind: str) -> str:
    """The list in which objects of a kind stand."""
    return reverse(PLACES[kind].listed)


def place_url(kind: str, ref: str, case_ref: str) -> str:
    """Where an object is shown: its own page, else its case, else its list."""
    in_case = case_url(case_ref) if PLACES[kind].in_case else ""
    return object_url(kind, ref) or in_case or list_url(kind)


def back_url(kind: str, ref: str, case_ref: str) -> str:
    """Where one goes from an act that was done: to where its object is shown, of a part to its case."""
    return (case_url(case_ref) if PLACES[kind].part else "") or place_url(kind, ref, case_ref)


def case_url(ref: str, tab: str = "") -> str:
    """The page of a case, empty where there is none to show."""
    return (reverse("case", args=[ref]) + (f"?tab={tab}" if tab else "")) if ref else ""


def opened_at(url: str, remedy: Remedy) -> str:
    """The address of the act that supplies what is missing, its form opened with what the remedy chooses."""
    return f"{url}?{remedy.chosen}" if remedy.chosen else url


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
