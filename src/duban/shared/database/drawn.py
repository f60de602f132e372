"""Migrations with models that are drawn when they are asked for, and not all of them anew after each operation.

Django keeps every model of a migration's state as a class, and after an operation makes all classes anew that are
related to the changed one: with our keys nearly all. Nine tenths of a migration went into classes nobody looked at.
Here a class, with those that its own keys lead to, is made when an operation asks for it; whoever asks for all of
them or for what leads to a class gets all of them. What is done to the database is the same.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import Any

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps

Key = tuple[str, str]
_NUMBERS = itertools.count(1)
_FIELDS = 100_000
"""More than the fields of all models."""


class DrawnApps(StateApps):
    """The classes of one state, as it was when the first of them was asked for."""

    def __init__(self, real_apps: set[str], states: dict[Key, ModelState], number: int) -> None:
        self._waiting: dict[Key, ModelState] = {}
        self._drawing, self._next_field = False, number * _FIELDS
        super().__init__(real_apps, states)  # type: ignore[arg-type]  # as `ProjectState.apps` calls it

    def render_multiple(self, model_states: Iterable[ModelState]) -> None:
        """They wait until somebody asks."""
        self._waiting.update({(one.app_label, one.name_lower): one.clone() for one in model_states})

    def get_registered_model(self, app_label: str, model_name: str) -> type[models.Model]:
        """The class of a model, which is made now if it was not yet; what its keys lead to comes here as well."""
        self._draw([(app_label, model_name.lower())])
        return super().get_registered_model(app_label, model_name)

    def get_model(self, app_label: str, model_name: str | None = None, require_ready: bool = True) -> Any:
        """The same, by `app.Model` too."""
        if model_name is None:
            app_label, model_name = app_label.split(".")
        return self.get_registered_model(app_label, model_name)

    def get_models(self, include_auto_created: bool = False, include_swapped: bool = False) -> Any:
        """All of them; what is related to a class is found through here."""
        self._draw([*self._waiting])
        configs = super().get_app_configs()
        return [model for one in configs for model in one.get_models(include_auto_created, include_swapped)]

    def get_app_config(self, app_label: str) -> Any:
        """An app with all its classes."""
        self._draw([key for key in self._waiting if key[0] == app_label])
        return super().get_app_config(app_label)

    def get_app_configs(self) -> Any:
        """Every app with all its classes."""
        self._draw([*self._waiting])
        return super().get_app_configs()

    def of_table(self, table: str) -> type[models.Model] | None:
        """The class of the rows of a table, if this state has it; no other is made."""
        self._draw([key for key, one in self._waiting.items() if _table(one) == table])
        made = (model for known in self.all_models.values() for model in known.values())
        return next((model for model in made if model._meta.db_table == table), None)

    def unregister_model(self, app_label: str, model_name: str) -> None:
        """A class that was not made need not be."""
        self._waiting.pop((app_label, model_name), None)
        super().unregister_model(app_label, model_name)

    def clear_cache(self) -> None:
        """What is known of the classes that there are; the registry of the program has not changed."""
        if not self._drawing:
            for known in self.all_models.values():
                for model in known.values():
                    meta: Any = model._meta
                    meta._expire_cache()

    def _draw(self, keys: list[Key]) -> None:
        wanted = [self._waiting.pop(key) for key in keys if key in self._waiting]
        if not wanted:
            return
        if self._drawing:
            self._render(wanted)
            return
        with self._numbering():
            self._render(wanted)
        self.clear_cache()
        if missing := sorted(".".join(key) for key in self._pending_operations):
            raise ValueError(f"keys lead to models that this state does not have: {', '.join(missing)}")

    def _render(self, wanted: list[ModelState]) -> None:
        for one in wanted:
            one.render(self)

    @contextmanager
    def _numbering(self) -> Iterator[None]:
        """Fields stand in the order of their numbers, and those of a later state after those of one before."""
        counted, models.Field.creation_counter = models.Field.creation_counter, self._next_field
        self._drawing = True
        try:
            yield
        finally:
            self._next_field = models.Field.creation_counter
            models.Field.creation_counter = max(counted, self._next_field)
            self._drawing = False


def _table(state: ModelState) -> str:
    return str(state.options.get("db_table") or f"{state.app_label}_{state.name_lower}")


def of_table(registry: Apps, table: str) -> type[models.Model] | None:
    """The class of the rows of a table among those of a state, drawn as they are asked for or all at once."""
    if isinstance(registry, DrawnApps):
        return registry.of_table(table)
    return next((model for model in registry.get_models() if model._meta.db_table == table), None)


class DrawnState(ProjectState):
    """A state whose classes are given up when it changes; a copy has the same ones until then."""

    _number = 0

    @cached_property
    def apps(self) -> DrawnApps:
        """The classes, drawn as they are asked for."""
        return DrawnApps(self.real_apps, self.models, self._number)

    def clone(self) -> DrawnState:
        """A copy."""
        copy = DrawnState({key: one.clone() for key, one in self.models.items()}, self.real_apps)
        copy._number = self._number
        if "apps" in self.__dict__:
            copy.__dict__["apps"] = self.apps
        return copy

    def remove_model(self, app_label: str, model_name: str) -> None:
        """One model fewer."""
        self._changed()
        super().remove_model(app_label, model_name)

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        """A model has changed."""
        self._changed()

    def reload_models(self, models: Iterable[Key], delay: bool = True) -> None:
        """Several have."""
        self._changed()

    def _changed(self) -> None:
        self.__dict__.pop("apps", None)
        self._number = next(_NUMBERS)


class Executor(MigrationExecutor):
    """Carries out migrations upon such a state."""

    def state(self) -> ProjectState:
        """What the migrations leave that were carried out."""
        return self._create_project_state(with_applied_migrations=True)

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        return DrawnState(state.models, state.real_apps)


def migrate(**options: Any) -> None:
    """Django's command of this name, by this executor."""
    of_django: Any = import_module("django.core.management.commands.migrate")
    known, of_django.MigrationExecutor = of_django.MigrationExecutor, Executor
    try:
        call_command(of_django.Command(), **options)
    finally:
        of_django.MigrationExecutor = known
