"""Addresses of the pages. An act is addressed by its key and, unless it makes something, by its object."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from duban.web.views import (
    acts,
    case,
    desk,
    documents,
    extracts,
    matters,
    mechanism,
    organisations,
    registry,
    signing_in,
    system,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("matters/", matters.matters, name="matters"),
    path("cases/<slug:ref>/", case.case, name="case"),
    path("cases/<slug:ref>/print/", case.whole, name="dossier"),
    path("act/<str:key>/", acts.act, name="create"),
    path("act/<str:key>/<slug:ref>/", acts.act, name="act"),
    path("registry/", RedirectView.as_view(pattern_name="registry"), {"kind": "listing"}, name="registries"),
    path("registry/<slug:kind>/", registry.registry, name="registry"),
    path("documents/<slug:ref>/", documents.document, name="document"),
    path("documents/<slug:ref>/minutes/", documents.minutes, name="minutes"),
    path("documents/<slug:ref>/release/", documents.release, name="release"),
    path("documents/<slug:ref>/sheet/", documents.sign_off, name="sheet"),
    path("attachments/<slug:ref>/", documents.attachment, name="attachment"),
    path("organisations/", organisations.units, name="units"),
    path("organisations/units/<slug:ref>/", organisations.unit, name="unit"),
    path("organisations/people/<slug:ref>/", organisations.person, name="person"),
    path("organisations/units/<slug:ref>/extract/", extracts.of_unit, name="unit_extract"),
    path("organisations/people/<slug:ref>/extract/", extracts.of_person, name="person_extract"),
    path("mechanism/", mechanism.mechanism, name="mechanism"),
    path("mechanism/notices/<slug:ref>/", mechanism.mechanism, name="notice"),
    path("mechanism/questions/", mechanism.questions, name="questions"),
    path("mechanism/clauses/", mechanism.clauses, name="clauses"),
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("-/empty", system.empty, name="empty"),
    path("-/health", system.health, name="health"),
]
