"""Which tests show which of the numbered trust requirements, and which are still open."""

import csv
import re
from collections import defaultdict

from django.conf import settings
from django.core.management.base import BaseCommand

MARK = re.compile(r"requirement\(((?:\s*\"R\d+\",?)+)\s*\)")


class Command(BaseCommand):
    help = "List the requirements of docs/requirements.csv with the test files that carry their mark."
    requires_system_checks: list = []

    def handle(self, *args, **options):
        shown = self.covered()
        with (settings.BASE_DIR / "docs" / "requirements.csv").open(encoding="utf-8") as table:
            rows = list(csv.DictReader(table))
        for row in rows:
            self.stdout.write(f"{row['id']:<4} {', '.join(sorted(shown[row['id']])) or 'OPEN':<60} {row['requirement'][:90]}")
        self.stdout.write(f"{sum(bool(shown[row['id']]) for row in rows)} of {len(rows)} have a test")

    def covered(self) -> dict[str, set[str]]:
        """Test files by requirement, read from the marks in the tests' text."""
        found = defaultdict(set)
        for path in (settings.BASE_DIR / "tests").rglob("test_*.py"):
            for group in MARK.findall(path.read_text(encoding="utf-8")):
                for number in re.findall(r"R\d+", group):
                    found[number].add(path.relative_to(settings.BASE_DIR / "tests").as_posix())
        return found
