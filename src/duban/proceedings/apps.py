from django.apps import AppConfig


class ProceedingsConfig(AppConfig):
    name = "duban.proceedings"
    label = "proceedings"
