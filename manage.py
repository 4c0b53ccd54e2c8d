#!/usr/bin/env python
"""Run a Django management command, on the embedded servers if the environment names none."""

import os
import sys

from django.core.management import execute_from_command_line

from incubator.devstack import environment

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings")
    with environment.for_command(sys.argv):
        execute_from_command_line(sys.argv)
