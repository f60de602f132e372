from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages. No models: whatever is shown comes from selectors, whatever is done goes through actions."""

    name = "duban.web"
    label = "web"
    verbose_name = "网页"
