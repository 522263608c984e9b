#!/usr/bin/env python
"""Django's command line. Starts the embedded database for commands that need one, unless DATABASE_URL is set."""

import os
import sys
from contextlib import nullcontext

from django.core.management import execute_from_command_line

from config.database import available
from config.localpg import LocalPgError

WITHOUT_DATABASE = {
    "",
    "help",
    "--help",
    "-h",
    "version",
    "--version",
    "check",
    "collectstatic",
    "findstatic",
}


def main() -> None:
    """Run the command of the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    with nullcontext() if command in WITHOUT_DATABASE else available():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except LocalPgError as error:
        sys.exit(str(error))
