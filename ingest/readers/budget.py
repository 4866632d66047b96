"""Budget: what the questions to a model may take, in tokens and in money."""

import threading
from dataclasses import dataclass, field

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most tokens and the most money of one run; the price of a million tokens, in and out."""

    tokens: int | None = None
    cost: float | None = None
    price_in: float = 0.0
    price_out: float = 0.0


@dataclass(slots=True)
class Budget:
    """What has been spent of the `limits`; used by several threads."""

    limits: Limits
    tokens_in: int = 0
    tokens_out: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def spend(self, tokens_in: int, tokens_out: int) -> None:
        """Count what an answer took."""
        with self._lock:
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out

    @property
    def cost(self) -> float:
        """What has been spent, in the unit of the prices."""
        limits = self.limits
        return (self.tokens_in * limits.price_in + self.tokens_out * limits.price_out) / _MILLION

    def exhausted(self) -> str | None:
        """Which limit is reached, in a phrase; `None` while there is something left.

        >>> Budget(Limits(tokens=100), 60, 40).exhausted()
        'the 100 tokens of --max-tokens are used up'
        """
        tokens, cost = self.limits.tokens, self.limits.cost
        if tokens is not None and self.tokens_in + self.tokens_out >= tokens:
            return f"the {tokens} tokens of --max-tokens are used up"
        if cost is not None and self.cost >= cost:
            return f"the {cost:g} of --max-cost are spent"
        return None
