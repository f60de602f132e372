from django.apps import AppConfig


class BurdenConfig(AppConfig):
    """减负."""

    name = "duban.burden"
    label = "burden"

    def ready(self) -> None:
        from duban.burden import hooks

        hooks.install()
