from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "duban.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from duban.rulebook import hooks

        hooks.install()
