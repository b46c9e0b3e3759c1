"""From which networks the counter may be opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from fastapi import Request

from knowledge.settings import Settings

EVERYBODY = "*"
OFFICE = "office"
_OFFICE_NETWORKS = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10")
"""Addresses that are never routed on the internet: this machine and the office's own network."""
_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")


class Closed(Exception):
    """The counter was asked for from a network that it is not for."""


@dataclass(frozen=True)
class Networks:
    """Who may open the counter. `everybody` leaves the addresses aside."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()
    everybody: bool = False

    @classmethod
    def of(cls, names: str) -> Networks:
        """Read the setting: networks separated by commas, "office" for the private ones, "*" for everybody.

        Raises:
            ValueError: a part is no network; the gateway does not start with a rule it cannot follow.
        """
        parts = [part.strip() for part in names.split(",") if part.strip()]
        if EVERYBODY in parts:
            return cls(everybody=True)
        try:
            return cls(tuple(_read(parts)))
        except ValueError as error:
            raise ValueError(f"DIMOTLAN_COUNTER_NETWORKS: {error}; write networks such as 10.1.0.0/16") from None

    def hold(self, address: str) -> bool:
        """Whether an address lies in one of them; what is no address does not."""
        if self.everybody:
            return True
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if isinstance(found, IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        return any(found in network for network in self.networks)


def _read(parts: Iterable[str]) -> Iterable[IPv4Network | IPv6Network]:
    for part in parts:
        for name in _OFFICE_NETWORKS if part == OFFICE else (part,):
            yield ip_network(name, strict=False)


def only_office(settings: Settings) -> Guard:
    """The guard that the counter's routes depend on.

    Raises:
        ValueError: the setting cannot be read.
    """
    return Guard(Networks.of(settings.counter_networks), bool(settings.trusted_proxies))


@dataclass(frozen=True)
class Guard:
    """Refuses whoever comes from elsewhere.

    `behind_proxy`: a trusted proxy says where a request comes from. Without one a request that was passed on is
    refused: its sender is the proxy on this machine, so that the whole internet would look like the office.
    """

    networks: Networks
    behind_proxy: bool

    def __call__(self, request: Request) -> None:
        """Let the request pass.

        Raises:
            Closed: the counter is not for this address.
        """
        address = request.client.host if request.client else ""
        passed_on = any(name in request.headers for name in _FORWARDED)
        known = self.networks.everybody or self.behind_proxy or not passed_on
        if not (known and self.networks.hold(address)):
            raise Closed
