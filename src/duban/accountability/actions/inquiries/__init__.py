"""From a candidate to the three findings (五)."""
