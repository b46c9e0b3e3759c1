"""What /metrics tells: requests, and the state of the catalogue and of the last sync, in Prometheus' text form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from knowledge.portal.sync.outcome import last_outcome
from knowledge.settings import Settings
from web.channels.channel import PushingChannel

if TYPE_CHECKING:
    from web.library import Library

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds."""


class Metrics:
    """The gateway's own registry: nothing is shared between two applications in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ["method", "path", "status"]
        self._requests = Counter("dimotlan_requests", "requests answered", labels, registry=self.registry)
        self._seconds = Histogram(
            "dimotlan_request_seconds", "time to answer", ["path"], buckets=BUCKETS, registry=self.registry
        )

    def request(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one request; `path` is the route's pattern."""
        self._requests.labels(method if method in _METHODS else "other", path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def watch(self, settings: Settings, library: Library) -> None:
        """Tell the catalogue's and the sync's state from now on."""
        self.registry.register(_Knowledge(settings, library))

    def watch_channels(self, channels: Sequence[PushingChannel]) -> None:
        """Tell from now on what the channels count, and which of their problems stand."""
        self.registry.register(_Channels(channels))

    def text(self) -> bytes:
        """All of it, in Prometheus' text form."""
        return generate_latest(self.registry)


_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"})


class _Channels:
    """Counters and problems of the channels that send by themselves, asked for when they are told."""

    def __init__(self, channels: Sequence[PushingChannel]) -> None:
        self._channels = channels

    def collect(self) -> Iterator[Metric]:
        events = CounterMetricFamily(
            "dimotlan_channel_events", "what happened on a channel", labels=["channel", "event"]
        )
        problems = GaugeMetricFamily("dimotlan_channel_problem", "1 while it stands", labels=["channel", "problem"])
        for channel in self._channels:
            for name, count in channel.counts.items():
                events.add_metric([channel.name, name], count)
            for name in channel.problems():
                problems.add_metric([channel.name, name], 1)
        yield events
        yield problems


class _Knowledge:
    """Gauges worked out when they are asked for."""

    def __init__(self, settings: Settings, library: Library) -> None:
        self._settings = settings
        self._library = library

    def collect(self) -> Iterator[Metric]:
        catalogue = self._library.catalogue
        procedures = GaugeMetricFamily(
            "dimotlan_procedures", "procedures in the catalogue that serves", labels=["kind"]
        )
        procedures.add_metric(["authored"], len(catalogue.authored))
        procedures.add_metric(["all"], len(catalogue.procedures))
        yield procedures
        refused = 1 if self._library.live.problem else 0
        yield GaugeMetricFamily("dimotlan_catalogue_refused", "1 while the newest catalogue is refused", value=refused)
        since = self._library.live.now.since.timestamp()
        yield GaugeMetricFamily("dimotlan_catalogue_since_seconds", "when the catalogue began to serve", value=since)
        if catalogue.imported_at:
            finished = catalogue.imported_at.timestamp()
            yield GaugeMetricFamily("dimotlan_last_import_seconds", "when the last import ended", value=finished)
        if outcome := last_outcome(self._settings):
            yield GaugeMetricFamily("dimotlan_sync_ok", "1 when the last sync succeeded", value=int(outcome.ok))
            ended = outcome.finished.timestamp()
            yield GaugeMetricFamily("dimotlan_sync_finished_seconds", "when the last sync ended", value=ended)
            yield GaugeMetricFamily("dimotlan_sync_changed", "records the last sync changed", value=outcome.changed)
