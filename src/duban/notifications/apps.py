from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Channels to the outside, each off until it is set up."""

    name = "duban.notifications"

    def ready(self) -> None:
        from duban.notifications import hooks

        hooks.install()
