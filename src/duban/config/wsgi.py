"""Entry of the web server."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from duban.shared.machine import condition

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.config.settings")
application = get_wsgi_application()
if wrong := condition.faults():
    raise ImproperlyConfigured("".join(fault.words for fault in wrong))
