#!/usr/bin/env python3
"""Placeholder until the launcher's own lands."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidian_policing.settings")
from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)
