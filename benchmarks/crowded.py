"""An honest person's turns, quiet and while another address does its worst: `python -m benchmarks.crowded`.

The worst is what the limits allow: many connections with long, noisy messages, and requests that are never finished.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import socket
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

from benchmarks.timing import line, percentile
from deploy.whole import running_whole

HONEST, WORST = "127.0.0.2", "127.0.0.3"
"""Both are this machine; the gateway sees two addresses."""
TURNS = ("dang ky tam tru o phuong {number} can j z", "1", "nhà thuê", "lệ phí bao nhiêu", "không", "không biết")
WORDS = (
    "làm giấy khai sinh cho con em mới đẻ ở bệnh viện",
    "chưa có hộ khẩu",
    "căn cước hết hạn",
    "kết hôn",
    "đất đai thừa kế",
)

HALF = b"POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900\r\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both, and their ratio at p95."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowded", description=__doc__)
    parser.add_argument("--connections", type=int, default=50)
    parser.add_argument("--half-open", type=int, default=100)
    parser.add_argument("--people", type=int, default=10, help="honest conversations, one after the other")
    options = parser.parse_args(arguments)
    # the ordinary limits: whoever does the worst is not helped by higher ones
    with (
        tempfile.TemporaryDirectory() as folder,
        running_whole(Path(folder), DIMOTLAN_RATE_PER_MINUTE="60") as settings,
    ):
        base = f"http://127.0.0.1:{settings.web_port}"
        asyncio.run(honest(base, 2))
        quiet = asyncio.run(honest(base, options.people))
        crowded, answers = asyncio.run(beside_the_worst(base, settings.web_port, options))
    print(line("quiet", quiet))
    print(line(f"beside {options.connections} connections and {options.half_open} half-open", crowded))
    print(f"ratio at p95: {percentile(crowded, 0.95) / percentile(quiet, 0.95):.2f}")
    print(f"the other address was answered {dict(answers)}")
    return 0


async def honest(base: str, people: int) -> list[float]:
    """Milliseconds of each turn of people who wait for the answer before they go on."""
    times = []
    async with client(HONEST, base) as honest_client:
        for number in range(people):
            session = None
            for turn in TURNS:
                started = time.perf_counter()
                body = {"session": session, "text": turn.format(number=number)}
                reply = await honest_client.post("/api/chat", json=body)
                times.append((time.perf_counter() - started) * 1000)
                session = reply.json().get("session", session)
                await asyncio.sleep(0.05)
    return times


async def beside_the_worst(base: str, port: int, options: argparse.Namespace) -> tuple[list[float], Counter[int]]:
    """The same while the other address does its worst; with what that one was answered."""
    answers: Counter[int] = Counter()
    with half_open(port, options.half_open):
        worst = [asyncio.create_task(bother(base, number, answers)) for number in range(options.connections)]
        await asyncio.sleep(5)
        times = await honest(base, options.people)
        for task in worst:
            task.cancel()
        await asyncio.gather(*worst, return_exceptions=True)
    return times, answers


async def bother(base: str, number: int, answers: Counter[int]) -> None:
    """Long, noisy messages, each as soon as the one before is answered."""
    chance = random.Random(number)
    async with client(WORST, base) as noisy:
        while True:
            words = " ".join(chance.choice(WORDS) for _ in range(60))
            with contextlib.suppress(httpx.HTTPError):
                reply = await noisy.post("/api/chat", json={"text": words[:1000]})
                answers[reply.status_code] += 1
                if reply.status_code != 200:
                    await asyncio.sleep(0.5)  # to be refused is cheap: how fast it can be had is not the question here


@contextlib.contextmanager
def half_open(port: int, count: int) -> Iterator[None]:
    """Requests of which the rest never comes."""
    sockets = []
    try:
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", port), source_address=(WORST, 0))
            connection.sendall(HALF)
            sockets.append(connection)
        yield
    finally:
        for connection in sockets:
            connection.close()


def client(address: str, base: str) -> httpx.AsyncClient:
    """A client that speaks from an address of this machine."""
    return httpx.AsyncClient(base_url=base, timeout=60, transport=httpx.AsyncHTTPTransport(local_address=address))


if __name__ == "__main__":
    raise SystemExit(main())
