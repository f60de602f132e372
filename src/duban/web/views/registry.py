"""项目库: the three registers."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from duban.acts.gate.permits import may_start
from duban.insight.selectors.taken_out.office_registers import may_keep
from duban.matters.selectors import responsible_units
from duban.measures.selectors import register
from duban.mechanism.lifecycles.measures import NAMES
from duban.rulebook.selectors import pack_in_force
from duban.shared import clock
from duban.shared.pages import said
from duban.web.claims import page
from duban.web.presenting import lists
from duban.web.presenting.daily.columns import OF_PEOPLE, REGISTERS, as_seen
from duban.web.presenting.daily.own import saved
from duban.web.signed import actor_of


@page("3.3.5", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", says="各项督查措施的项目库，每一种成一本台账，可以筛选和导出。")
def registry(request: HttpRequest, kind: str = "listing") -> HttpResponse:
    """One register with the columns of article 四, now or as of a past moment."""
    if kind not in NAMES:
        raise Http404
    actor, query, today = actor_of(request), lists.query_of(request.GET), clock.today()
    where = lists.register_filter(query)
    view = register(actor=actor, kind=kind, where=where, **lists.page_of(query))
    ratings = pack_in_force(actor.jurisdiction_id, today).get("evaluation_values", today)
    context = {
        "view": view,
        "where": where,
        "saved": (own := saved(request, as_seen(REGISTERS, view.internal))),
        "spared": sum(own["columns"].on.get(name, False) for name in OF_PEOPLE),
        "kinds": [(name, label, said(view.totals[name], name in view.beyond)) for name, label in NAMES.items()],
        "fields": lists.register_fields(view, where, responsible_units(actor), list(ratings)),
        "also_on": lists.rows_told(where.rows),
        "clauses": "4.6" if view.internal else "4.5",
        "office": may_keep(actor),
        "may_record": may_start(actor, "past.record"),
    }
    return render(request, "pages/registry.html", context)
