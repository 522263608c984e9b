"""Settings of a worker process that a test starts and kills: reading a text takes as long as the test wants."""

import os
import time
from typing import Any

from tests.settings import *  # noqa: F403

ON_VERSION_STORED = "tests.sources.worker_settings.read_slowly"


def read_slowly(version: Any, *, by: Any) -> None:
    """Take a moment for each text; stay in the one that the test names until killed."""
    time.sleep(0.02)
    if version.text == os.environ.get("STAY_IN"):
        time.sleep(600)
