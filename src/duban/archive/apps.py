from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The archive; the database keeps its migrations and its table under the name of the floor on which it once lay."""

    name = "duban.archive"
    label = "insight"

    def ready(self) -> None:
        from duban.archive import hooks

        hooks.install()
