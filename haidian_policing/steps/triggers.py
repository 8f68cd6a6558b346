"""A migration operation that installs the row-history triggers of an app's models at once."""

from django.db.migrations.operations.base import Operation


class InstallTriggers(Operation):
    """Install what the models of the app carry in their `triggers` option; the state has them already, from CreateModel.

    pgtrigger's own operation reloads the migration state once per trigger, which made up much of the time of a first start.
    """

    reduces_to_sql = True

    def state_forwards(self, app_label, state) -> None:
        """Nothing: CreateModel brought the triggers along."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for trigger in self._triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for trigger in self._triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return "Install the row-history triggers of the app"

    def _triggers(self, app_label, state):
        mine = (model for (label, _), model in sorted(state.models.items()) if label == app_label)
        return (trigger for model in mine for trigger in model.options.get("triggers", ()))
