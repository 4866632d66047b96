"""What the server counts, in the form that Prometheus reads (https://prometheus.io/docs/)."""

import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from mithaq.server.cache import Cache
from mithaq.server.sources import Source, lease

_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """The registry of one application, and what it counts of requests."""

    def __init__(self, backend: Source, cache: Cache) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_State(backend, cache))
        self._requests = _Requests()
        self.registry.register(self._requests)
        self._refused = Counter(
            "mithaq_refused",
            "Requests refused before they were read, by status.",
            ("status",),
            registry=self.registry,
        )

    def tell(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Tell a number whenever it is looked at."""
        Gauge(name, text, registry=self.registry).set_function(value)

    def refuse(self, status: int) -> None:
        """Count one request that could not be read, came too slowly, or on too many connections."""
        self._refused.labels(f"{status:d}").inc()

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count one request that was answered."""
        self._requests.count("queries" if path == "/sparql" else "pages", status, seconds)


class _Requests(Collector):
    """Requests that were answered: their numbers, and how long they took.

    Each is counted in plain numbers under one lock; the library's own counters have one each.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int], int] = {}
        self._seconds: dict[str, float] = {}
        self._buckets: dict[str, list[int]] = {}
        """By lane, how many requests were over within each of `_SECONDS` and not the one before."""
        self._lock = threading.Lock()

    def count(self, lane: str, status: int, seconds: float) -> None:
        """Count one."""
        key = lane, status
        with self._lock:
            self._numbers[key] = self._numbers.get(key, 0) + 1
            self._seconds[lane] = self._seconds.get(lane, 0.0) + seconds
            if lane not in self._buckets:
                self._buckets[lane] = [0] * (len(_SECONDS) + 1)
            self._buckets[lane][bisect_left(_SECONDS, seconds)] += 1

    def collect(self) -> Iterator[Metric]:
        """The metrics of this moment."""
        with self._lock:
            numbers, seconds = dict(self._numbers), dict(self._seconds)
            buckets = {lane: tuple(accumulate(own)) for lane, own in self._buckets.items()}
        counted = CounterMetricFamily(
            "mithaq_requests", "Requests answered, by lane and status.", labels=("lane", "status")
        )
        for (lane, status), number in numbers.items():
            counted.add_metric((lane, str(status)), number)
        yield counted
        text = "Seconds from a request to the end of its answer, by lane."
        took = HistogramMetricFamily("mithaq_request_seconds", text, labels=("lane",))
        ends = [*map(floatToGoString, _SECONDS), "+Inf"]
        for lane, own in buckets.items():
            took.add_metric((lane,), list(zip(ends, own, strict=True)), seconds[lane])
        yield took


class _State(Collector):
    """What others count, or know, asked when it is looked at."""

    def __init__(self, backend: Source, cache: Cache) -> None:
        self.backend = backend
        self.cache = cache

    def collect(self) -> Iterator[Metric]:
        """The metrics of this moment."""
        with lease(self.backend) as snapshot:
            name = snapshot.generation.name
            for what, size in snapshot.sizes.items():
                text = f"{what.capitalize()} of the generation served."
                yield _gauge(f"mithaq_{what}", text, size)
            held = "Whether queries are answered from a graph in memory."
            yield _gauge("mithaq_generation_in_memory", held, snapshot.in_memory)
            served = GaugeMetricFamily(
                "mithaq_generation_info", "The generation served.", labels=("name",)
            )
            served.add_metric((name,), 1)
            yield served
        tallies = self.backend.tallies
        for name, text, numbers in (
            ("started", "Workers started", {lane: t.started for lane, t in tallies.items()}),
            ("replaced", "Workers replaced", {lane: t.replaced for lane, t in tallies.items()}),
        ):
            counted = CounterMetricFamily(
                f"mithaq_workers_{name}", f"{text}, by lane.", labels=("lane",)
            )
            for lane, number in numbers.items():
                counted.add_metric((lane,), number)
            yield counted
        ready = GaugeMetricFamily(
            "mithaq_workers_ready",
            "Workers that are idle or at a query, by lane.",
            labels=("lane",),
        )
        for lane, tally in tallies.items():
            ready.add_metric((lane,), tally.ready)
        yield ready
        hits = "Answers sent as they were sent before."
        yield CounterMetricFamily("mithaq_cache_hits", hits, value=self.cache.hits)
        misses = "Answers looked for among those sent before, in vain."
        yield CounterMetricFamily("mithaq_cache_misses", misses, value=self.cache.misses)
        yield _gauge("mithaq_cache_bytes", "Bytes of the answers kept.", self.cache.held)


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, value=value)
