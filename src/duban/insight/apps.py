from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "duban.insight"
    label = "insight"
