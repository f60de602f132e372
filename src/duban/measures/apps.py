from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "duban.measures"
    label = "measures"

    def ready(self) -> None:
        from duban.measures import hooks

        hooks.install()
