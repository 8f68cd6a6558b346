"""Appoints the first administrators of an empty portal: system, security and audit, never one person for two of them."""

import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions.administrators import FIRST, appoint, missing_administrators
from haidian_policing.organisation.roles import ROLES
from haidian_policing.organisation.seeds import seed


class Command(BaseCommand):
    help = "Appoint the administrators that are missing; asks at the terminal, or takes --number, --name and --role for one of them."

    def add_arguments(self, parser):
        parser.add_argument("--number", default="", help="police number or account of the administrator")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=FIRST, default=FIRST[0])

    def handle(self, *args, number: str, name: str, role: str, **options):
        seed(timezone.now())
        with translation.override("zh-hans"):
            if number:
                self.appoint(role, number, name or number)
            else:
                self.ask(missing_administrators(timezone.localdate()))

    def ask(self, missing: list[str]) -> None:
        """One question after the other; the second and third administrator may be left for later."""
        if not missing:
            raise CommandError("系统、安全、审计三名管理员均已有人担任。 All three administrators are there already.")
        if not sys.stdin.isatty():
            raise CommandError("需要在终端上录入首任管理员，或使用 --number 和 --name。 Give --number and --name, or run it at a terminal.")
        for role in missing:
            self.stdout.write(f"\n{ROLES[role].label} · {role}")
            number = input("警号 / number" + ("" if role == FIRST[0] else " (留空以后再设 / empty: later)") + ": ").strip()
            if number:
                self.appoint(role, number, input("姓名 / name: ").strip() or number)
            elif role == FIRST[0]:
                raise CommandError("没有系统管理员，系统无法启用。 The portal needs a system administrator.")

    def appoint(self, role: str, number: str, name: str) -> None:
        try:
            person, word = appoint(role, number=number, name=name, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        record(Action.RIGHTS, target=person, label="manage.py first_admin", what="appoint", role=role)
        self.stdout.write(
            f"{ROLES[role].label} {person.name} {person.police_number}\n  一次性密码（24 小时内首次登录时修改）/ one-time password: {word}"
        )
