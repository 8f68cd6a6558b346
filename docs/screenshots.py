"""Takes the README's pictures from a running demonstration: python3 manage.py python docs/screenshots.py http://127.0.0.1:8000 PASSWORD."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PICTURES = (  # name, police number, path, what has to be there before the picture is taken
    ("map", "900006", "/grids/map/", "canvas"),
    ("ranking", "900015", "/performance/", "main table"),
    ("tickets", "900006", "/tickets/?tab=open", "main table"),
    ("day", "900001", "/", "main .stats"),
)


def take(browser: Browser, host: str, password: str, picture: tuple[str, str, str, str]) -> None:
    """One picture at 1366×768 in Chinese, as the person named sees the page."""
    name, number, path, settled = picture
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{host}/organisation/sign-in/")
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.goto(host + path)
    page.wait_for_selector(settled)
    page.wait_for_timeout(800)
    page.screenshot(path=Path(__file__).parent / "images" / f"{name}.png")
    page.close()


def main(host: str, password: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for picture in PICTURES:
            take(browser, host, password, picture)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
