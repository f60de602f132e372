"""Templates as they are read: laid out for people, without the indentation on the way to a page."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import app_directories

_INDENTED = re.compile(r"\n +(?=/?>)|(?<=\n) +")
"""What lines begin with, and the break before the end of a tag."""
_CELL_BEGINS = re.compile(r"(<td\b(?:[^<>{]|\{%.*?%\}|\{\{.*?\}\})*>(?:\{% (?:if|for|with) [^%]*%\})*)\n")
_CELL_ENDS = re.compile(r"\n((?:\{% end(?:if|for|with) %\})*</(?:td)>)")
"""The breaks that a cell begins and ends with: one that shows nothing is to be empty, for on a phone it is left out."""


class Loader(app_directories.Loader):
    """Leaves out what lines begin with, once a process: on a page it says nothing, and would be a third of it."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template; of pages without indentation."""
        text = super().get_contents(origin)
        if not str(origin.name).endswith(".html"):
            return text
        text, breaks = _INDENTED.sub("", text), 1
        while breaks:
            text, before = _CELL_BEGINS.subn(r"\1", text)
            text, after = _CELL_ENDS.subn(r"\1", text)
            breaks = before + after
        return text
