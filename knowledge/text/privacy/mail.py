"""E-mail addresses, as they are written and as they are spoken ("an.nguyen a còng gmail chấm com")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from knowledge.text.privacy.words import words

_NAME = re.compile(r"[^\W\d_]{3}")
_LOCAL_SIGNS = frozenset("._+-%")


def emails_in(lower: str) -> Iterator[tuple[int, int]]:
    """Start and end of each address in a text of lower case."""
    if _hosts().search(lower):
        yield from _without_sign(lower)
    at, domain, provider = _patterns()
    for match in at.finditer(lower):
        end = match.start()
        while end and lower[end - 1] == " ":
            end -= 1
        start = _local_start(lower, end)
        host = domain.match(lower, match.end()) if start < end else None
        if not host:
            continue
        named = match.group() == "@" and _NAME.match(host.group())
        if host.group(1) or named or provider.match(lower, match.end()):
            yield start, host.end()


def _without_sign(lower: str) -> Iterator[tuple[int, int]]:
    """Addresses whose sign was forgotten: "an84gmail.com", "an84 gmail com"; a word before "gmail.com" is no name."""
    for match in _forgotten().finditer(lower):
        name, gap = match.group(1), match.group(2)
        if (not gap and name[-1] != ".") or any(map(str.isdigit, name)):
            yield match.span()


def _local_start(lower: str, end: int) -> int:
    """Where the name before the sign begins."""
    start = end
    while start and (lower[start - 1].isalnum() or lower[start - 1] in _LOCAL_SIGNS):
        start -= 1
    return start


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The sign, the host (its first group: what follows its name), the name of a well-known provider."""
    mail = words().mail
    spoken = "|".join(map(re.escape, mail["at"]))
    dots = "|".join(map(re.escape, mail["dots"]))
    ends = "|".join(map(re.escape, mail["ends"]))
    providers = "|".join(map(re.escape, mail["providers"]))
    at = rf"(?:@|[(\[{{]\s?(?:@|{spoken})\s?[)\]}}]|(?<=\s)(?:{spoken})(?=\s))\s{{0,2}}"
    part = rf"\.\w[\w-]{{0,62}}|\s{{0,2}}(?:\.|[(\[]?(?:{dots})[)\]]?)\s{{0,2}}(?:{ends})(?!\w)"
    host = rf"\w[\w-]{{0,62}}((?:{part}){{1,5}})?"
    return re.compile(at), re.compile(host), re.compile(rf"(?:{providers})(?!\w)")


@lru_cache(maxsize=1)
def _hosts() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words().mail["hosts"])))


@lru_cache(maxsize=1)
def _forgotten() -> re.Pattern[str]:
    """A name, a blank or nothing, a well-known host and its end."""
    hosts, dots = ("|".join(map(re.escape, words().mail[key])) for key in ("hosts", "dots"))
    return re.compile(rf"(?<![\w@.])([a-z0-9][a-z0-9._-]{{2,40}}?)(\s?)(?:{hosts})\s?(?:\.|\s|{dots})\s?com(?!\w)")
