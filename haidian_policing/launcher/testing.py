"""`manage.py test`: the whole suite in parallel on servers of its own, with a Chromium for the browser tests."""

import os
import shutil
import subprocess
import sys

from haidian_policing.launcher.bootstrap import ROOT, apt_install
from haidian_policing.launcher.progress import Progress
from haidian_policing.launcher.trouble import Trouble
from haidian_policing.launcher.words import say

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main(arguments: list[str]) -> int:
    """Run pytest with the given arguments, by default everything on all processors; its exit code."""
    try:
        browser = _browser()
    except Trouble as trouble:
        print(f"✗ {trouble}", file=sys.stderr)
        return 1
    given = arguments or ["-n", "auto", "--dist", "loadgroup"]
    env = {**os.environ, **({"PORTAL_CHROMIUM": browser} if browser else {})}
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", "pytest", *given], cwd=ROOT, env=env, check=False).returncode


def _browser() -> str:
    """A Chromium: the named one, an installed one, or one installed now where root and apt allow; required where CI=true."""
    found = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), "")
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        with Progress(say("installing", what="chromium")):
            apt_install("chromium")
        found = shutil.which("chromium") or ""
    if not found and os.environ.get("CI") == "true":
        raise Trouble("no_browser")
    return found
