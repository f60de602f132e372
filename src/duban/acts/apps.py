from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "duban.acts"
    label = "acts"
