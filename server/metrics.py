"""What the server counts, in the form that Prometheus reads (https://prometheus.io/docs/)."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from mithaq.server.cache import Cache
from mithaq.server.sources import Source, lease

_SECONDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Metrics:
    """The registry of one application, and what it counts of requests."""

    def __init__(self, backend: Source, cache: Cache) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_State(backend, cache))
        self._requests = Counter(
            "mithaq_requests",
            "Requests answered, by lane and status.",
            ("lane", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "mithaq_request_seconds",
            "Seconds from a request to the end of its answer, by lane.",
            ("lane",),
            buckets=_SECONDS,
            registry=self.registry,
        )

        self._of = lru_cache(maxsize=None)(self._metrics)

    def _metrics(self, lane: str, status: int) -> tuple[Counter, Histogram]:
        return self._requests.labels(lane, str(status)), self._seconds.labels(lane)

    def tell(self, name: str, text: str, value: Callable[[], float]) -> None:
        """Tell a number whenever it is looked at."""
        Gauge(name, text, registry=self.registry).set_function(value)

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count one request that was answered."""
        lane = "queries" if path == "/sparql" else "pages"
        requests, observed = self._of(lane, status)
        requests.inc()
        observed.observe(seconds)


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
        hits = "Answers sent as they were sent before."
        yield CounterMetricFamily("mithaq_cache_hits", hits, value=self.cache.hits)
        misses = "Answers looked for among those sent before, in vain."
        yield CounterMetricFamily("mithaq_cache_misses", misses, value=self.cache.misses)
        yield _gauge("mithaq_cache_bytes", "Bytes of the answers kept.", self.cache.held)


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, value=value)
