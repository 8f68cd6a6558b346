"""Where Chromium is and how it is started; found by tests that need a real browser, which fail rather than skip where CI=true."""

import os
from pathlib import Path

import pytest

PLACES = (os.environ.get("CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
CHROMIUM = next((path for path in PLACES if path and Path(path).is_file()), "")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desk": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}, "small": {"width": 360, "height": 740}}


def needed() -> None:
    """Skip without a Chromium, except in CI, where it must be there."""
    if not CHROMIUM and os.environ.get("CI") != "true":
        pytest.skip("no Chromium here; CI has one")
