"""From what selectors return to what templates show: words, links and groups, no rule."""
