"""What `manage.py` does with its first word: `up`, `test` and `python` are ours, others are Django's on the running portal's servers."""

import os
import sys
from pathlib import Path

from haidian_policing.launcher import instance
from haidian_policing.launcher.bootstrap import ROOT
from haidian_policing.launcher.trouble import Trouble

_AS_OWNER = ("migrate", "flush", "pgtrigger")


def run(argv: list[str]) -> int:
    """Hand over to the command; the exit code."""
    name, arguments = (argv[1] if len(argv) > 1 else "help"), argv[2:]
    if name == "up":
        from haidian_policing.launcher import up

        return up.main(arguments)
    if name == "test":
        from haidian_policing.launcher import testing

        return testing.main(arguments)
    if name == "python":
        adopt(name)
        os.execv(sys.executable, [sys.executable, *arguments])
    return _django(argv, name)


def _django(argv: list[str], name: str) -> int:
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")
    adopt(name)
    try:
        execute_from_command_line(argv)
    except OperationalError as error:
        print(f"✗ {Trouble('not_running', words=error)}", file=sys.stderr)
        return 1
    return 0


def adopt(name: str) -> None:
    """Without a DATABASE_URL, work on the portal that runs on the data folder; changes of tables are the owner's."""
    if "DATABASE_URL" not in os.environ:
        data = Path(os.environ.get("PORTAL_DATA", ROOT / "var"))
        for key, value in instance.environment_of(data.resolve()).items():
            os.environ.setdefault(key, value)
    if name in _AS_OWNER and (owner := os.environ.get("DATABASE_OWNER_URL")):
        os.environ["DATABASE_URL"] = owner
