"""A data folder of its own with the national records, so that measuring does not touch the office's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from knowledge.settings import ROOT, Settings, get_settings

FOLDER = "evaluation"


def national_settings(records: Path) -> Settings:
    """Settings whose data folder holds the imported `records`; today's settings when there are none.

    Raises:
        subprocess.CalledProcessError: the import failed; it says why.
    """
    own = get_settings()
    if not records.exists():
        print(f"no records at {records}: the authored catalogue alone is measured", file=sys.stderr)
        return own
    settings = own.model_copy(update={"var": own.var / FOLDER, "embedder": own.embedder_dir, "records_url": ""})
    environment = {**_plain(settings)}
    subprocess.run(
        [sys.executable, "-m", "knowledge", "import", str(records)],
        check=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    return settings


def _plain(settings: Settings) -> dict[str, str]:
    import os

    return {**os.environ, **settings.as_environment()}
