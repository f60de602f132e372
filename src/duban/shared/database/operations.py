"""Operations of migrations that Django does not have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Field = models.Field[Any, Any]
Keys = Mapping[str, Mapping[str, tuple[str, Field]]]


class BecomeKeys(Operation):
    """Columns that held the numbers of rows become the keys of those rows, under the same names in the database.

    `keys` gives for each model the field that held a number, and the name of the key with its field. All of an app in
    one operation: each table is written anew once where the database cannot alter one (SQLite), and the models of the
    state are made anew once.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The fields go on under the names of the keys, each in its place."""
        for label, keys in self.keys.items():
            found = state.models[app_label, label]
            found.fields = dict(keys.get(name, (name, field)) for name, field in found.fields.items())
        state._relations = None
        state.reload_models({(app_label, label) for label in self.keys}, delay=False)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lay the constraints on the columns."""
        self._alter(app_label, schema_editor, from_state, to_state, back=False)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take them off again."""
        self._alter(app_label, schema_editor, from_state, to_state, back=True)

    def _alter(
        self, app_label: str, editor: Any, before: ProjectState, after: ProjectState, *, back: bool
    ) -> None:
        for label, keys in self.keys.items():
            old, new = (state.apps.get_model(app_label, label) for state in (before, after))
            names = [(key, number) if back else (number, key) for number, (key, _) in keys.items()]
            fields = [(old._meta.get_field(was), new._meta.get_field(now)) for was, now in names]
            if editor.connection.vendor == "sqlite":
                editor._remake_table(old, alter_fields=fields)
                continue
            for was, now in fields:
                editor.alter_field(old, was, now)

    def describe(self) -> str:
        """What the list of operations says."""
        return f"Make columns of {'、'.join(self.keys)} keys"


class LayBounds(Operation):
    """Constraints on the rows of several tables of an app, each table written anew once where it cannot be altered.

    One of a name that the table has already takes its place.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, bounds: Mapping[str, Sequence[models.CheckConstraint]]) -> None:
        self.bounds = bounds

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models have the constraints after those they had."""
        for label, bounds in self.bounds.items():
            options, names = state.models[app_label, label].options, {one.name for one in bounds}
            stay = [one for one in options.get("constraints", ()) if one.name not in names]
            options["constraints"] = [*stay, *bounds]
        state.reload_models({(app_label, label) for label in self.bounds}, delay=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lay them on the tables."""
        self._lay(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take them off again."""
        self._lay(app_label, schema_editor, from_state, to_state)

    def _lay(self, app_label: str, editor: Any, before: ProjectState, after: ProjectState) -> None:
        for label, bounds in self.bounds.items():
            model = after.apps.get_model(app_label, label)
            if editor.connection.vendor == "sqlite":
                editor._remake_table(model)
                continue
            names = {one.name for one in bounds}
            for state, how in ((before, editor.remove_constraint), (after, editor.add_constraint)):
                for one in state.models[app_label, label].options.get("constraints", ()):
                    if one.name in names:
                        how(model, one)

    def describe(self) -> str:
        """What the list of operations says."""
        return f"Lay bounds on {'、'.join(self.bounds)}"
