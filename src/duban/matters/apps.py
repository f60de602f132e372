from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "duban.matters"
    label = "matters"

    def ready(self) -> None:
        from duban.matters import hooks

        hooks.install()
