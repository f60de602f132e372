from django.apps import AppConfig


class SharedConfig(AppConfig):
    name = "duban.shared"
    label = "shared"
