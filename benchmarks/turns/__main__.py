"""A chat turn beside a bare Rasa turn in the same run: `python -m benchmarks.turns`.

The bare bot has two intents and one response, no custom action, the same REST channel; it is asked directly, ours
through the gateway. Turns of ours are those of real conversations (find, answer, ask a fee, change the subject).
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import httpx

from benchmarks.timing import line, percentile, timed
from benchmarks.turns import TURNS
from deploy.whole import Person, free_ports, running_whole
from knowledge.settings import get_settings

HERE = Path(__file__).resolve().parent.parent
ROUNDS = 25
PERSONS = 8
_NUMBERS = count(1)
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "LOG_LEVEL": "ERROR",
}


def main() -> None:
    """Measure both and print the ratios."""
    with tempfile.TemporaryDirectory() as folder, bare_rasa(Path(folder)) as url:
        bare = [time for _ in range(ROUNDS) for time in _bare_person(url)]
        bare_rate = _together(lambda: len(_bare_person(url)))
    with tempfile.TemporaryDirectory() as folder, running_whole(Path(folder)) as settings:
        base = f"http://127.0.0.1:{settings.web_port}"
        ours = [time for _ in range(ROUNDS) for time in _our_person(base)]
        our_rate = _together(lambda: len(_our_person(base)))
    print(line("bare Rasa turn", bare))
    print(line("chat turn through the gateway", ours))
    ratios = {share: percentile(ours, share) / percentile(bare, share) for share in (0.5, 0.95)}
    print(f"ratio: p50 {ratios[0.5]:.1f}, p95 {ratios[0.95]:.1f}")
    for place, typed in enumerate(TURNS):
        print(line(f"  {typed}", ours[place :: len(TURNS)]))
    print(f"turns a second, {PERSONS} people at once: bare {bare_rate:.1f}, ours {our_rate:.1f}")


@contextmanager
def bare_rasa(folder: Path) -> Iterator[str]:
    """Train the bare bot and run it; the URL of its REST channel."""
    bare = HERE / "bare"
    environment = {**os.environ, **QUIET, "RASA_CACHE_DIRECTORY": str(folder / "cache")}
    parts = ["--domain", str(bare / "domain.yml"), "--config", str(bare / "config.yml"), "--data", str(bare / "data")]
    train = [sys.executable, "-m", "rasa", "train", *parts, "--out", str(folder), "--fixed-model-name", "bare"]
    subprocess.run(train, check=True, env=environment, capture_output=True, cwd=folder)
    (port,) = free_ports(1)
    listen = ["--interface", "127.0.0.1", "--port", str(port), "--credentials", str(bare / "credentials.yml")]
    command = [sys.executable, "-m", "rasa", "run", "--model", str(folder / "bare.tar.gz"), *listen]
    server = subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
    try:
        _wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            if httpx.post(url, json={"sender": "warm-up", "message": "chào"}, timeout=60).json():
                return
        except (httpx.HTTPError, ValueError):
            time.sleep(0.5)
    raise RuntimeError("the bare bot did not start")


def _bare_person(url: str) -> list[float]:
    """As many turns as ours, with a conversation of its own: Rasa gets slower as a conversation grows."""
    sender = secrets.token_hex(8)
    body = {"sender": sender, "message": "chào bạn"}
    with httpx.Client(timeout=60) as client:
        return [timed(lambda: client.post(url, json=body).raise_for_status()) for _ in TURNS]


def _our_person(base: str) -> list[float]:
    with httpx.Client(base_url=base, timeout=60) as client:
        person = Person(client)
        number = next(_NUMBERS)  # another question each time: the embedder keeps what it has seen
        turns = [turn.format(number=number) for turn in TURNS]
        return [timed(lambda typed=typed: person.say(typed)) for typed in turns]  # type: ignore[misc]


def _together(person: Callable[[], int]) -> float:
    """Turns a second with PERSONS talking at once."""
    start = time.perf_counter()
    with ThreadPoolExecutor(PERSONS) as pool:
        turns = sum(pool.map(lambda _: person(), range(PERSONS * 3)))
    return turns / (time.perf_counter() - start)


if __name__ == "__main__":
    get_settings()
    main()
