"""Takes the README's pictures from a running demonstration: python3 manage.py python docs/screenshots.py http://127.0.0.1:8000 PASSWORD."""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).parent / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
SIZE: ViewportSize = {"width": 1366, "height": 768}
SHOWN, MOST_BYTES = (1640, 922), 400_000
PICTURES = (  # name, police number, path, what has to be there before the picture is taken
    ("map", "900015", "/grids/map/", "[data-legend] li"),
    ("ranking", "900015", "/performance/", "main table.league"),
    ("tickets", "900006", "/tickets/?tab=open", "main table.data tbody tr"),
    ("day", "900001", "/", "main .stats"),
)


def take(browser: Browser, host: str, password: str, picture: tuple[str, str, str, str]) -> Path:
    """One picture in Chinese and light, as the person named sees the page: drawn at twice the size, then made smaller."""
    name, number, path, settled = picture
    context = browser.new_context(viewport=SIZE, device_scale_factor=2, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, host, number, password)
    page.goto(host + path, wait_until="networkidle")
    page.wait_for_selector(settled)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(1000)
    target = FOLDER / f"{name}.png"
    target.write_bytes(smaller(page.screenshot()))
    context.close()
    return target


def sign_in(page: Page, host: str, number: str, password: str) -> None:
    page.goto(f"{host}/organisation/sign-in/")
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_selector(".user-menu, .standing", state="attached")


def smaller(png: bytes) -> bytes:
    """As many colours as fit into the bytes allowed."""
    image = Image.open(BytesIO(png)).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS)
    for colours in (256, 128, 64):
        body = BytesIO()
        image.quantize(colours, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE).save(body, "PNG", optimize=True)
        if body.tell() <= MOST_BYTES:
            break
    return body.getvalue()


def main(host: str, password: str) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for picture in PICTURES:
            target = take(browser, host.rstrip("/"), password, picture)
            print(f"{target.relative_to(FOLDER.parent.parent)} {target.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
