from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "duban.documents"
    label = "documents"
