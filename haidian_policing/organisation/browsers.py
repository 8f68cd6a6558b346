"""What a browser says of itself, in words that its user knows it by."""

import re

# the first that is named counts: most say that they are Chrome and Safari too
BROWSERS = (
    ("Edge", r"Edg(?:A|iOS)?/(\d+)"),
    ("360", r"(?:QIHU |360)[A-Z]+"),
    ("WeCom", r"wxwork/(\d+)"),
    ("WeChat", r"MicroMessenger/(\d+)"),
    ("QQ", r"M?QQBrowser/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:HeadlessChrome|Chrome|Chromium|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+)[^ ]* .*Safari/"),
)
SYSTEMS = (
    ("HarmonyOS", r"HarmonyOS|OpenHarmony"),
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Macintosh"),
    ("UOS", r"\bUOS\b"),
    ("Kylin", r"Kylin"),
    ("Linux", r"Linux"),
)


def browser_of(said: str) -> str:
    """Chrome 120 · Windows; what is not known is shown as it was said, cut off."""
    browser = next((f"{name} {''.join(found.groups()[:1])}".strip() for name, mark in BROWSERS if (found := re.search(mark, said))), "")
    system = next((name for name, mark in SYSTEMS if re.search(mark, said)), "")
    return " · ".join(filter(None, (browser, system))) or said[:60]
