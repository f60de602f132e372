"""What was typed into any form of an act, or sent for it by any other way, is looked at for classified markings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from duban.documents.files.uploads import Upload
from duban.documents.intake.examination import Marked, examine_text
from duban.documents.intake.refused_markings import record_marked
from duban.mechanism.lifecycles import ACTS
from duban.mechanism.lifecycles.types import Widget
from duban.shared.errors import Invalid


class MarkedText(Invalid):
    """A field bears a classified marking. The refusal is on the chain already; the text is nowhere."""


def refuse_marked_text(key: str, values: Mapping[str, Any]) -> None:
    """The check that goes before every act: MarkedText beside the field that bears a marking."""
    spec = ACTS.get(key)
    fields = {field.name: field for field in spec.fields} if spec else {}
    for name, value in values.items():
        field = fields.get(name)
        if name == "actor" or (field is not None and field.widget is Widget.SECRET):
            continue
        for text in _texts(value):
            try:
                examine_text(text, f"“{field.label}”" if field is not None else "所填内容")
            except Marked as marked:
                if (actor := values.get("actor")) is not None:
                    record_marked(actor, key, marked.finding, len(text.encode()))
                raise MarkedText({name if field is not None else "": marked.message}) from None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple) and not isinstance(value, Upload):
        for one in value:
            yield from _texts(one)
