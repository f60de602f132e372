"""Templates as they are read: laid out for people, without the indentation on the way to a page."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import app_directories

_INDENTED = re.compile(r"\n +")


class Loader(app_directories.Loader):
    """Leaves out the white space that lines begin with: on a page it says nothing, and would be a third of it."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template; of pages without indentation."""
        text = super().get_contents(origin)
        return _INDENTED.sub("\n", text) if str(origin.name).endswith(".html") else text
