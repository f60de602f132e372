from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "duban.organisations"
    label = "organisations"

    def ready(self) -> None:
        from duban.organisations import hooks

        hooks.install()
