"""The three measures (三): each states what its clauses add to the spine."""

from __future__ import annotations

from duban.mechanism.lifecycles.measures import interview, letter, listing, past

SPINES = {spine.kind: spine for spine in (letter.SPINE, interview.SPINE, listing.SPINE)}
NAMES = {each.kind: each.label for each in (letter.LETTER, interview.INTERVIEW, listing.LISTING)}
"""What the three measures are called, in the order in which they rise."""
MEASURES = tuple(NAMES)
"""The kinds of measures, which are kept together."""
STORY = ("matter", *NAMES)
"""The kinds of objects of which the case of a matter consists: itself, and its measures."""
LIFECYCLES = (letter.LETTER, interview.INTERVIEW, listing.LISTING, past.PAST)
