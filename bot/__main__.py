"""`python -m bot --model FILE --port N`: the Rasa server, on the loopback address by default, telemetry off.

Logging is structured (bot/logging.yml) and carries no message text.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Hand over to Rasa's own command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--port", type=int, default=5005)
    options = parser.parse_args()
    os.environ.update(RASA_TELEMETRY_ENABLED="false", FORCE_JSON_LOGGING="true", LOG_LEVEL_LIBRARIES="ERROR")
    # Rasa refuses endpoints.yml with a variable that is not set
    os.environ.setdefault("DIMOTLAN_PARTS_SECRET", "")
    port = os.environ.get("DIMOTLAN_ACTIONS_PORT", "5055")
    os.environ.setdefault("DIMOTLAN_ACTIONS_URL", f"http://127.0.0.1:{port}")
    import rasa.utils.io
    from rasa.__main__ import main as rasa_main

    from bot.quicken import quicken
    from bot.tracker_store import without_fallback
    from knowledge.text.segment import segment

    # Rasa would replace the structured lines that logging.yml asks for by coloured ones.
    rasa.utils.io.configure_colored_logging = lambda *_, **__: None
    segment("khai sinh")  # loads what the first turn would load, before anybody waits for it
    quicken()
    without_fallback()
    logging.captureWarnings(True)
    files = ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    listen = ["--interface", os.environ.get("DIMOTLAN_PARTS_HOST", "127.0.0.1"), "--port", str(options.port)]
    logs = ["--logging-config-file", str(HERE / "logging.yml")]
    sys.argv = ["rasa", "run", "--model", options.model, *files, *listen, *logs]
    rasa_main()


if __name__ == "__main__":
    main()
