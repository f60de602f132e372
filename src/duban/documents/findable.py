"""By what files are found: the names under which they were handed in, of key work and its measures alone.

What is handed in in a proceeding (五 to 七) is found by nobody, nor is what waits for a second look, was sealed, or was not
clean at first sight. The text of a file is not kept, but of a document in Word that was issued, which is found as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duban.acts.findable import Face, Findable
from duban.documents.files.owners import KIND
from duban.documents.models import Attachment
from duban.mechanism.lifecycles.measures import STORY
from duban.shared.conditions import Is, one_of


def _file(row: Mapping[str, Any]) -> Face:
    return Face(row["name"], KIND, row["ref"], label=row["label"], beside=(f"{row['created_at']:%Y-%m-%d} 收到",))


FILE = Findable(
    KIND,
    "files",
    columns=("name",),
    told=("ref", "label", "created_at"),
    face=_file,
    only=one_of("object_kind", STORY)
    & one_of("state", (Attachment.State.KEPT.value, Attachment.State.SUPERSEDED.value))
    & Is("level", "clean"),
)
