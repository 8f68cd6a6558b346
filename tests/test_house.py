"""The rules of the house that a test can keep: floors, rooms, sizes, where SQL and guardian may live, messages, migrations."""

import ast
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from haidian_policing.pages.catalogues import complaints

ROOT = settings.BASE_DIR
GROUND = (
    *("phrasing", "rooms", "steps", "workcalendar", "sheets", "bulk", "sealing", "demonstration"),
    *(
        "organisation",
        "access",
        "audit",
        "jobs",
        "files",
        "search",
        "handbooks",
        "notes",
        "notices",
        "pages",
        "lists",
        "imports",
        "exports",
    ),
)
FLOORS = ("grids", "teams", "workstations", "whistle_reporting", "performance")
HEARTS = {
    "grids": "workload",
    "teams": "composition",
    "workstations": "visits",
    "whistle_reporting": "lifecycle",
    "performance": "measures",
}
ROOMS = (
    "choices",
    "heart",
    "querysets",
    "models",
    "sets",
    "rules",
    "notices",
    "actions",
    "tasks",
    "forms",
    "filters",
    "serializers",
    "declarations",
    "views",
    "api",
    "pages",
    "urls",
    "admin",
    "apps",
)
DECLARATIONS = {"lists", "papers", "imports", "panels", "search", "retention", "seeds", "demo", "public"}
BESIDE_HEARTS = {"lifecycle", "clocks", "statistics", "solvers"}  # tables and pure mathematics that stand beside the heart
NOT_ROOMS = {"__init__", "migrations", "management", "defaults"}
HTTP = {
    "views",
    "api",
    "pages",
    "forms",
    "filters",
    "serializers",
    "lists",
    "papers",
    "imports",
    "panels",
    "search",
    "middleware",
    "permissions",
}
MOST_LINES, MOST_TEMPLATE_LINES, MOST_FUNCTION_LINES, MOST_SETTINGS = 350, 120, 40, 200
TABLES = {"haidian_policing/organisation/roles.py"}


def sources(*tops: str) -> Iterator[Path]:
    for top in tops:
        yield from (
            path for path in sorted((ROOT / top).rglob("*.py")) if "migrations" not in path.parts and "node_modules" not in path.parts
        )


CODE = list(sources("haidian_policing", *FLOORS))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """The modules of ours that a file imports, dotted, wherever the import stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room_of(app: str, module: str) -> str | None:
    name = module.split(".")[1] if "." in module else ""
    if name == HEARTS[app] or name in BESIDE_HEARTS:
        return "heart"
    return "declarations" if name in DECLARATIONS else name if name in ROOMS else None


def test_no_app_imports_from_a_floor_above():
    wrong = []
    for level, app in enumerate(FLOORS):
        for path in sources(app):
            wrong += [f"{relative(path)} imports {name}" for name in imports(path) if name.split(".")[0] in FLOORS[level + 1 :]]
            wrong += [f"{relative(path)} imports {name}" for name in imports(path) if name.startswith("haidian_policing.roof")]
    assert not wrong


def test_the_ground_imports_no_app_and_keeps_its_own_order():
    wrong = []
    for level, part in enumerate(GROUND):
        above = {f"haidian_policing.{name}" for name in GROUND[level + 1 :]} | {"haidian_policing.roof"}
        files = (
            [ROOT / "haidian_policing" / f"{part}.py"]
            if (ROOT / "haidian_policing" / f"{part}.py").exists()
            else list(sources(f"haidian_policing/{part}"))
        )
        for path in files:
            http = HTTP & {path.stem, path.parent.name}
            up = (n for n in imports(path) if n.split(".")[0] in FLOORS or (not http and ".".join(n.split(".")[:2]) in above))
            wrong += [f"{relative(path)} imports {name}" for name in up]
    assert not wrong


@pytest.mark.parametrize("app", FLOORS)
def test_a_room_imports_only_the_rooms_above_it(app):
    wrong = []
    for path in sources(app):
        own = room_of(app, ".".join(path.relative_to(ROOT).with_suffix("").parts))
        others = ((name, room_of(app, name)) for name in imports(path) if name.split(".")[0] == app)
        wrong += [f"{relative(path)} imports {name}" for name, other in others if own and other and ROOMS.index(other) > ROOMS.index(own)]
    assert not wrong


@pytest.mark.parametrize("app", FLOORS)
def test_the_rooms_have_the_same_names_everywhere(app):
    names = {path.stem for path in (ROOT / app).iterdir() if path.suffix == ".py" or (path.is_dir() and not path.name.startswith("__"))}
    assert names <= set(ROOMS) | {HEARTS[app]} | DECLARATIONS | BESIDE_HEARTS | NOT_ROOMS


def test_each_app_has_its_heart():
    assert all((ROOT / app / f"{heart}.py").exists() or (ROOT / app / heart).is_dir() for app, heart in HEARTS.items())


def test_files_and_functions_stay_small():
    large = []
    for path in CODE:
        text = path.read_text()
        if relative(path) not in TABLES and len(text.splitlines()) > MOST_LINES:
            large.append(f"{relative(path)}: {len(text.splitlines())} lines")
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        large += [f"{relative(path)}: {node.name} is long" for node in functions if node.end_lineno - node.lineno >= MOST_FUNCTION_LINES]
    assert not large


def test_the_settings_stay_short():
    assert len((ROOT / "haidian_policing/settings.py").read_text().splitlines()) <= MOST_SETTINGS


def test_tasks_are_doorbells():
    for path in CODE:
        if path.stem == "tasks":
            for node in ast.parse(path.read_text()).body:
                assert not isinstance(node, ast.FunctionDef) or node.end_lineno - node.lineno < 9, f"{relative(path)}: {node.name}"


def test_templates_stay_small_and_have_nothing_inline():
    faults = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        if len(text.splitlines()) > MOST_TEMPLATE_LINES:
            faults.append(f"{relative(path)}: {len(text.splitlines())} lines")
        if re.search(r"<script(?![^>]*(\bsrc=|application/json))|<style|\sstyle=|\son(click|change|submit|load|input)=|hx-on", text):
            faults.append(f"{relative(path)}: inline script or style")
    assert not faults


def test_every_module_says_what_it_is():
    silent = [relative(path) for path in CODE if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))]
    assert not silent


def test_sql_lives_where_it_may():
    allowed = {"querysets", "sets", "measures", "ledger", "bulk", "health", "checks", "commands"}
    wrong = []
    for path in CODE:
        elsewhere = not (allowed | {"launcher"}) & {path.stem, *path.parts}
        if elsewhere and re.search(r"\.cursor\(\)|\bRawSQL\(|\.raw\(|\.extra\(", path.read_text()):
            wrong.append(relative(path))
    assert not wrong


def test_guardian_is_known_in_access_only():
    users = [relative(path) for path in CODE if any(name.startswith("guardian") for name in imports(path))]
    assert all(name.startswith("haidian_policing/access/") for name in users)


def test_no_signals_no_save_overrides_no_naive_clock():
    wrong = []
    for path in CODE:
        if "launcher" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in {"datetime.now", "date.today", "datetime.today", "datetime.utcnow"}:
                wrong.append(f"{relative(path)}:{node.lineno}: {ast.unparse(node)}")
            if isinstance(node, ast.FunctionDef) and node.name == "save" and node.args.args and node.args.args[0].arg == "self":
                wrong.append(f"{relative(path)}:{node.lineno}: save() override")
        if any(name.startswith(("django.db.models.signals", "django.dispatch")) for name in imports(path)):
            wrong.append(f"{relative(path)}: signals")
    assert not wrong


def test_every_message_is_translated():
    assert complaints() == []


def test_every_requirement_has_a_test():
    told = StringIO()
    call_command("requirements", stdout=told)
    assert "OPEN" not in told.getvalue()


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_queryset_of_a_visible_noun_has_the_one_rule():
    for model in (model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")):
        assert hasattr(model._default_manager.all(), "visible_to"), model
