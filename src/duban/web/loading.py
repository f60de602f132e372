"""Templates as they are read: laid out for people, without the indentation on the way to a page."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import app_directories

_INDENTED = re.compile(r"\n +(?=/?>)|(?<=\n) +")
"""What lines begin with, and the break before the end of a tag."""


class Loader(app_directories.Loader):
    """Leaves out what lines begin with, once a process: on a page it says nothing, and would be a third of it."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template; of pages without indentation."""
        text = super().get_contents(origin)
        return _INDENTED.sub("", text) if str(origin.name).endswith(".html") else text
