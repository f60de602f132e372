from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "duban.accountability"
    label = "accountability"

    def ready(self) -> None:
        from duban.accountability import hooks

        hooks.install()
