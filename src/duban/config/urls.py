"""All addresses of the system, and the pages of errors."""

from django.urls import include, path

urlpatterns = [path("", include("duban.web.urls"))]

handler400 = "duban.web.views.system.bad_request"
handler403 = "duban.web.views.system.forbidden"
handler404 = "duban.web.views.system.not_found"
handler500 = "duban.web.views.system.server_error"
handler429 = "duban.web.views.signing_in.too_often"
