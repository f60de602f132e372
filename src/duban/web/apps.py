from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages. No models: whatever is shown comes from selectors, whatever is done goes through actions."""

    name = "duban.web"
    label = "web"
    verbose_name = "网页"

    def ready(self) -> None:
        """What a session is told when somebody signs in."""
        from django.contrib.auth.signals import user_logged_in

        from duban.web.presenting.daily.own import note_first_day

        user_logged_in.connect(note_first_day, dispatch_uid="first day")
