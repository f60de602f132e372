"""What was found, as the page of the search shows it: addresses, headings, and the hits marked in the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from duban.acts.findable import Face
from duban.insight.selectors.search.query import LONGEST, Query
from duban.insight.selectors.search.results import Group
from duban.mechanism.lifecycles.measures import NAMES
from duban.mechanism.tokens import contains, marked
from duban.organisations.selectors import Directory, directory
from duban.shared.actor import Actor
from duban.shared.pages import Page
from duban.web.links import case_url, object_url
from duban.web.presenting.daily.handbook import handbooks_of

Pieces = list[tuple[str, bool]]
HANDBOOKS = "help"
"""The heading of the handbooks: they are the house's own words, so no floor knows of them."""
_FEW = 5
_AROUND = 40
_OWN_PAGE = {"": "document", "document": "document", "circular": "document", "release": "release"}
"""The parts of a measure that have an address of their own."""


def results(
    actor: Actor, wanted: Query, groups: Sequence[Group], page: Page[Face] | None = None
) -> dict[str, Any]:
    """The page of the search: what was asked, what was found, and where the rest of it is; with `page` one heading alone."""
    known = directory(actor.jurisdiction_id)
    shown = [
        {
            "key": one.key,
            "label": one.label,
            "counted": one.counted,
            "cut": one.cut,
            "hits": [_hit(known, face, wanted.words) for face in one.hits],
            "all": "" if page or len(one.hits) == one.total else _address(wanted, one.key),
        }
        for one in groups
    ]
    return {
        "asked": wanted,
        "longest": LONGEST,
        "groups": shown,
        "page": page,
        "everything": _address(wanted) if page else "",
    }


def of_handbooks(actor: Actor, wanted: Query) -> dict[str, Any] | None:
    """The parts of the reader's handbooks that say all the words, as one more group of the page; None where there are none."""
    found = [
        {
            "url": f"{reverse('handbook', args=[book.key])}#{part.key}",
            "label": book.title,
            "title": marked(part.title, wanted.words),
            "beside": [],
            "text": _excerpt(part.text, wanted.words),
        }
        for book in handbooks_of(actor)
        for part in book.sections
        if wanted.words and contains([book.title, part.title, part.text], wanted.words)
    ]
    shown = {"key": HANDBOOKS, "label": "手册", "counted": len(found), "cut": False, "hits": found[:_FEW]}
    return {**shown, "every": found, "all": _address(wanted, HANDBOOKS) if len(found) > _FEW else ""} if found else None


def _address(wanted: Query, key: str = "") -> str:
    return f"{reverse('search')}?{urlencode({'q': wanted.text, **({'kind': key} if key else {})})}"


def _hit(known: Directory, face: Face, words: Sequence[str]) -> dict[str, Any]:
    unit = known.unit(face.unit_id).short_name if face.unit_id is not None else ""
    beside = [marked(text, words) for text in (unit, *face.beside) if text]
    return {
        "url": _url(face),
        "label": face.label,
        "title": marked(face.title, words),
        "beside": beside,
        "text": _excerpt(face.text, words) if face.text else [],
    }


def _url(face: Face) -> str:
    """Where a hit leads: its own page, its document, its case; what has none of these, to its register."""
    if face.kind in NAMES:
        own = _OWN_PAGE.get(face.part)
        return reverse(own, args=[face.ref]) if own else reverse("paper", args=[face.ref, face.part])
    if face.register:
        return f"{reverse('registry', args=[face.register])}?{urlencode({'text': face.title})}"
    return object_url(face.kind, face.ref) or case_url(face.case_ref)


def _excerpt(text: str, words: Sequence[str]) -> Pieces:
    """What stands around the first hit in a long text; nothing where there is none."""
    pieces = marked(text, words)
    first = next((place for place, (_, hit) in enumerate(pieces) if hit), None)
    if first is None:
        return []
    before = "".join(piece for piece, _ in pieces[:first])
    start = max(0, len(before) - _AROUND)
    window = text[start : len(before) + len(pieces[first][0]) + _AROUND]
    cut = [("…", False)] if start else []
    return [*cut, *marked(window, words), ("…", False)]
