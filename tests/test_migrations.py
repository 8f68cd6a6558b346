"""Migrations as squawk reads them: what would lock a table that is in use, or lose data, is found before it is run."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections

from tests.test_house import FLOORS

SQUAWK = Path(sys.executable).with_name("squawk")
OURS = [config.label for config in apps.get_app_configs() if config.name.split(".")[0] in ("haidian_policing", *FLOORS)]
# Django chooses types and constraint names itself, and drops the default that it gave to rows already there; what the first migrations
# lock, nobody uses yet.
LEFT_OUT = (
    *("prefer-bigint-over-int", "prefer-bigint-over-smallint", "prefer-identity", "prefer-text-field", "prefer-robust-stmts"),
    *("ban-drop-default", "prefer-timestamp-tz", "transaction-nesting", "require-timeout-settings", "require-enum-value-ordering"),
    "ban-drop-not-null",  # a column becomes optional together with the code that first leaves it empty
)
FOR_TABLES_IN_USE = (
    *("require-concurrent-index-creation", "adding-foreign-key-constraint", "constraint-missing-not-valid"),
    *("disallowed-unique-constraint", "adding-field-with-default", "adding-not-nullable-field", "adding-required-field"),
)


def migrations() -> list[tuple[str, str]]:
    found = ((label, Path(apps.get_app_config(label).path) / "migrations") for label in OURS)
    return [(label, path.stem) for label, folder in found for path in sorted(folder.glob("0*.py"))]


def complaints(label: str, name: str) -> list[str]:
    """The rules that a migration breaks; those about tables in use are for later releases."""
    sql = StringIO()
    call_command("sqlmigrate", label, name, stdout=sql)
    left_out = (*LEFT_OUT, *FOR_TABLES_IN_USE)
    command = [SQUAWK, "--reporter", "json", "--pg-version", "15.0", f"--exclude={','.join(left_out)}"]
    result = subprocess.run(command, input=sql.getvalue(), capture_output=True, text=True, timeout=60)
    assert result.stdout.strip(), result.stderr
    return [f"{row['rule_name']}: {row['message']}" for row in json.loads(result.stdout)]


@pytest.mark.django_db
@pytest.mark.requirement("R59")
@pytest.mark.parametrize(("label", "name"), migrations())
def test_no_migration_breaks_a_rule_of_squawk(label, name, monkeypatch):
    with monkeypatch.context() as pretended:  # nothing is executed; a concurrent index would refuse the test's transaction
        pretended.setattr(connections["default"], "in_atomic_block", False)
        found = complaints(label, name)
    assert found == []


@pytest.mark.django_db
def test_no_index_stands_twice_and_none_on_the_people_of_events():
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(indexrelid::regclass::text) FROM pg_index WHERE indrelid::regclass::text !~ '^pg_' GROUP BY indrelid, indkey,"
            " indclass, pg_get_expr(indpred, indrelid), pg_get_expr(indexprs, indrelid) HAVING count(*) > 1"
        )
        assert cursor.fetchall() == []
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexname ~ '(log|part|ticket|visit|edition)event_(actor|on_behalf)'")
        assert cursor.fetchall() == []


def test_squawk_is_heard():
    command = [SQUAWK, "--reporter", "json", f"--exclude={','.join((*LEFT_OUT, *FOR_TABLES_IN_USE))}"]
    heard = subprocess.run(command, input="ALTER TABLE grids_grid DROP COLUMN name;", capture_output=True, text=True, timeout=60)
    assert [row["rule_name"] for row in json.loads(heard.stdout)] == ["ban-drop-column"]
