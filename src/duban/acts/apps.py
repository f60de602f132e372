from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "duban.acts"
    label = "acts"

    def ready(self) -> None:
        from duban.acts.sight import around

        around.install()
