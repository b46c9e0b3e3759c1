"""Waits on the loopback address until Zalo leads the administrator's browser back with a code."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LOOPBACK = "127.0.0.1"
PATIENCE = 600.0
"""Seconds: a code is good for ten minutes."""
LONGEST_LINE = 16_384
"""Bytes of the first line of a request."""


async def returned_to_loopback(permission_url: Callable[[str], str], port: int, patience: float = PATIENCE) -> str:
    """Print the address to open, and wait until the browser comes back.

    Args:
        permission_url: the address to open, for the address to come back to.
        port: where to listen; 0: any free port.
        patience: seconds to wait.

    Returns:
        the address that the browser came back to.

    Raises:
        OSError: the port is taken, or nobody came in time.
    """
    came: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = await asyncio.wait_for(reader.readline(), timeout=10)
            target = line.decode("latin-1").split(" ")[1] if line.count(b" ") == 2 else "/"
            done = "code=" in target
            page = "Done: you may close this page." if done else "Waiting for Zalo to lead here with a code."
            writer.write(_response(page))
            await writer.drain()
            if done and not came.done():
                came.set_result(f"http://{LOOPBACK}:{bound}{target}")
        except (OSError, ValueError, TimeoutError):
            pass  # whoever came said nothing usable
        finally:
            writer.close()

    server = await asyncio.start_server(serve, LOOPBACK, port, limit=LONGEST_LINE)
    bound = int(server.sockets[0].getsockname()[1])
    async with server:
        address = permission_url(f"http://{LOOPBACK}:{bound}/")
        print(f"Open this address on this machine, as the administrator of the OA:\n{address}", flush=True)
        try:
            return await asyncio.wait_for(asyncio.shield(came), timeout=patience)
        except TimeoutError:
            raise OSError(f"nobody came back within {patience:.0f} s") from None


def _response(text: str) -> bytes:
    body = f"<!doctype html><meta charset=utf-8><p>{text}".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body
