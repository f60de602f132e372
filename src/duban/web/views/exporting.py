"""导出: each list and register as .xlsx or .csv, as the actor sees it and as it is narrowed on the page."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest

from duban.documents.ledgers.written.exports import FORMS, hand_over
from duban.documents.ledgers.written.tables import Table
from duban.rulebook.selectors import vocabulary_today
from duban.shared import clock
from duban.shared.actor import Actor
from duban.web.presenting import exporting
from duban.web.presenting.lists import query_of
from duban.web.signed import actor_of

_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_TABLES: dict[str, Callable[[Actor, str, Mapping[str, str]], Table]] = {
    "matters": exporting.matters,
    "letter": exporting.register,
    "interview": exporting.register,
    "listing": exporting.register,
    "burden": exporting.burden,
    "units": exporting.units,
    "people": exporting.people,
    "inquiries": exporting.inquiries,
    "rulings": exporting.rulings,
    "results": exporting.results,
}


def export(request: HttpRequest, what: str, form: str) -> FileResponse:
    """A list as a file, on record; written row by row into a file without a name."""
    if what not in _TABLES or form not in FORMS:
        raise Http404
    actor = actor_of(request)
    table = _TABLES[what](actor, what, query_of(request.GET))
    target = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115 - handed to the response, which closes it
    hand_over(target, actor, table, form)
    target.seek(0)
    title = vocabulary_today(actor.jurisdiction_id).say(table.title)
    name = f"{title}-{clock.text(clock.now(), '%Y%m%d-%H%M')}-{actor.name}导出.{form}"
    response = FileResponse(target, as_attachment=True, filename=name, content_type=_TYPES[form])
    response["X-Content-Type-Options"] = "nosniff"
    return response
