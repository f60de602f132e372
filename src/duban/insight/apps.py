from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "duban.insight"
    label = "insight"

    def ready(self) -> None:
        from duban.insight import hooks

        hooks.install()
