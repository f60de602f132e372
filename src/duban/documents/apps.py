from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "duban.documents"
    label = "documents"

    def ready(self) -> None:
        from duban.documents import hooks
        from duban.documents.ledgers import hooks as ledgers
        from duban.documents.official import hooks as official

        hooks.install()
        official.install()
        ledgers.install()
