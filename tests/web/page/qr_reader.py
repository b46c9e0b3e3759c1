"""Reads the text out of the squares of a QR code (ISO/IEC 18004, byte mode), undamaged, as a browser draws it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from segno import consts

Squares = Sequence[Sequence[int]]
"""Rows of 0 (light) and 1 (dark), without the quiet zone."""
MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
FORMAT_MASK = 0b101010000010010
LEVELS = {0b01: "L", 0b00: "M", 0b11: "Q", 0b10: "H"}


def read_qr(squares: Squares) -> str:
    """The text.

    Raises:
        ValueError: it is no QR code of a single part in byte mode.
    """
    version = (len(squares) - 17) // 4
    level, mask = _format(squares)
    data = _data(version, level, _words(squares, version, MASKS[mask]))
    bits = "".join(f"{word:08b}" for word in data)
    if bits[:4] != "0100":
        raise ValueError(f"not in byte mode: {bits[:4]}")
    count = 8 if version < 10 else 16
    length = int(bits[4 : 4 + count], 2)
    text = bytes(int(bits[at : at + 8], 2) for at in range(4 + count, 4 + count + 8 * length, 8))
    return text.decode("ascii")


def _format(squares: Squares) -> tuple[int, int]:
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    value = int("".join(str(squares[y][x]) for y, x in places), 2) ^ FORMAT_MASK
    return consts.ERROR_MAPPING[LEVELS[value >> 13]], value >> 10 & 7


def _words(squares: Squares, version: int, mask: Callable[[int, int], bool]) -> list[int]:
    """The bytes in the order in which they lie: up and down in pairs of columns, from the right."""
    side, bits, upwards = len(squares), "", True
    right = side - 1
    while right > 0:
        right -= right == 6  # the column of the timing pattern
        for y in range(side - 1, -1, -1) if upwards else range(side):
            for x in (right, right - 1):
                if not _is_pattern(y, x, side, version):
                    bits += str(squares[y][x] ^ mask(y, x))
        upwards = not upwards
        right -= 2
    return [int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8)]


def _is_pattern(y: int, x: int, side: int, version: int) -> bool:
    corner = (y < 9 and (x < 9 or x >= side - 8)) or (y >= side - 8 and x < 9)
    told = version >= 7 and ((y < 6 and x >= side - 11) or (x < 6 and y >= side - 11))
    centres: tuple[int, ...] = tuple(consts.ALIGNMENT_POS[version - 2]) if version > 1 else ()
    corners = {(6, 6), (6, side - 7), (side - 7, 6)}
    aligned = any(
        abs(y - row) < 3 and abs(x - column) < 3
        for row in centres
        for column in centres
        if (row, column) not in corners
    )
    return corner or told or aligned or 6 in (y, x)


def _data(version: int, level: int, words: list[int]) -> list[int]:
    """The bytes of all blocks put back in order, without those that mend errors."""
    layout: Any = consts.ECC
    blocks = [block.num_data for block in layout[version][level] for _ in range(block.num_blocks)]
    found: list[list[int]] = [[] for _ in blocks]
    at = 0
    for place in range(max(blocks)):
        for block, length in zip(found, blocks, strict=True):
            if place < length:
                block.append(words[at])
                at += 1
    return [word for block in found for word in block]
