"""The three measures (三): each states what its clauses add to the spine."""

from __future__ import annotations

from duban.mechanism.lifecycles.measures import interview, letter, listing, past

SPINES = {spine.kind: spine for spine in (letter.SPINE, interview.SPINE, listing.SPINE)}
LIFECYCLES = (letter.LETTER, interview.INTERVIEW, listing.LISTING, past.PAST)
