"""Copy the front-end files that the portal serves from node_modules into static/vendor, with sums, versions and licences.

Run `npm ci --ignore-scripts` and then `python3 deploy/vendor_assets.py`: a second run changes nothing, which CI checks.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
TEST_VENDOR = ROOT / "tests" / "vendor"
SPRITE = ROOT / "static" / "portal" / "icons.svg"

FONT = "@fontsource-variable/noto-sans-sc"
FILES = {  # name of the folder in static/vendor, before its version: (package, paths in the package or globs, licence)
    "bootstrap": ("bootstrap", ("dist/css/bootstrap.min.css",), "LICENSE"),
    "htmx": ("htmx.org", ("dist/htmx.min.js",), "LICENSE"),
    "leaflet": ("leaflet", ("dist/leaflet.js", "dist/leaflet.css", "dist/images/*.png"), "LICENSE"),
    "echarts": ("echarts", ("dist/echarts.common.min.js",), "LICENSE"),
    "noto-sans-sc": (FONT, ("index.css", "files/*.woff2"), "LICENSE"),
    "tabler-icons": ("@tabler/icons", (), "LICENSE"),
}
TEST_FILES = {"axe-core": ("axe-core", ("axe.min.js",), "LICENSE")}
KEEP_UNDER = ("images", "files")  # folders that a style sheet names by relative address

ICONS = ROOT / "deploy" / "icons.txt"  # names in Tabler Icons; "dot=point" gives an icon a name of ours


def package_version(package: str) -> str:
    """The installed version of an npm package."""
    return json.loads((MODULES / package / "package.json").read_text())["version"]


def copy_file(source: Path, target: Path) -> None:
    """Copy one file; a text file loses its source-map line, since the map is not served."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix not in {".js", ".css"}:
        shutil.copyfile(source, target)
        return
    text = source.read_text()
    text = re.sub(r"(?m)^(//|/\*)# sourceMappingURL=.*$\n?", "", text)
    target.write_text(text.rstrip() + "\n")


def copy_packages(files: Mapping[str, tuple[str, tuple[str, ...], str]], folder: Path) -> list[str]:
    """Fill a vendor folder anew and return one line per package for its list of versions."""
    shutil.rmtree(folder, ignore_errors=True)
    lines = []
    for name, (package, patterns, licence) in sorted(files.items()):
        home, version = MODULES / package, package_version(package)
        inside = folder / f"{name}-{version}"  # an address that never changes its content may be kept for ever
        for pattern in patterns:
            for source in sorted(home.glob(pattern)):
                inner = Path(source.parent.name) / source.name if source.parent.name in KEEP_UNDER else Path(source.name)
                copy_file(source, inside / inner)
        copy_file(home / licence, inside / "LICENSE")
        lines.append(f"{name}: {package} {version}")
    return lines


def symbol(entry: str) -> str:
    """One icon as an SVG symbol with only the strokes that draw something."""
    name, _, drawing = entry.partition("=")
    svg = (MODULES / "@tabler/icons/icons/outline" / f"{drawing or name}.svg").read_text()
    paths = [path for path in re.findall(r"<path[^>]*/>", svg) if 'stroke="none"' not in path]
    return f'<symbol id="{name}" viewBox="0 0 24 24">{"".join(paths)}</symbol>'


def write_sprite() -> None:
    """Draw the icons in use into one file, so that a page asks for one address."""
    symbols = "\n".join(symbol(name) for name in sorted(set(ICONS.read_text().split())))
    SPRITE.write_text(
        "<!-- Drawn by deploy/vendor_assets.py from Tabler Icons (MIT, see the licence in static/vendor). -->\n"
        f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>\n'
    )


def write_sums(folder: Path, lines: list[str]) -> None:
    """Write VERSIONS and SHA256SUMS (in the format of sha256sum) beside the files."""
    (folder / "VERSIONS").write_text("\n".join(lines) + "\n")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")


def main() -> None:
    """Fill both vendor folders and the icon sprite."""
    write_sums(VENDOR, copy_packages(FILES, VENDOR))
    write_sums(TEST_VENDOR, copy_packages(TEST_FILES, TEST_VENDOR))
    write_sprite()


if __name__ == "__main__":
    main()
