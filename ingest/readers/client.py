"""The client of a model: one address that speaks the OpenAI-compatible chat API, and nothing else."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self

from mithaq.errors import ExtraError, ModelError

if TYPE_CHECKING:
    from openai import OpenAI

# What the client would tell of the machine and its environment is no business of the other side.
_TELLTALES = (
    "OpenAI-Organization",
    "OpenAI-Project",
    "X-Stainless-Lang",
    "X-Stainless-Package-Version",
    "X-Stainless-OS",
    "X-Stainless-Arch",
    "X-Stainless-Runtime",
    "X-Stainless-Runtime-Version",
    "X-Stainless-Async",
    "X-Stainless-Retry-Count",
    "X-Stainless-Read-Timeout",
)
_NO_KEY = "none"  # a model on one's own machine asks for none, and the client for any


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is asked; `longest` is the most tokens of an answer."""

    temperature: float = 0.0
    seed: int = 0
    longest: int = 8192


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote, and what it took; tokens are reckoned where the server counts none."""

    text: str
    tokens_in: int
    tokens_out: int


class Asker(AbstractContextManager["Asker"], Protocol):
    """Whoever puts messages to a model, while it is entered."""

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Written:
        """The answer of the model, which should be JSON of the `schema`. Raises `ModelError`."""
        ...


class ChatClient:
    """Asks `model` at `url`; waits and tries again where the server is busy or a connection breaks.

    `key` is sent to that address alone. To be entered, which raises `ExtraError` where `mithaq[llm]`
    is not installed.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str | None = None,
        settings: Settings,
        timeout: float = 120,
        retries: int = 4,
    ) -> None:
        self.url, self.model, self.settings = url, model, settings
        self._key, self._timeout, self._retries = key, timeout, retries
        self._client: OpenAI | None = None
        self._with_schema = True

    def __enter__(self) -> Self:
        self._client = _client(self.url, self._key, self._timeout, self._retries)
        return self

    def __exit__(self, *_raised: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Written:
        """The answer; a server that knows no JSON Schema is asked without one from then on."""
        import openai  # noqa: PLC0415

        try:
            try:
                return self._ask(messages, schema if self._with_schema else None)
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                if not self._with_schema or "response_format" not in str(error):
                    raise
                self._with_schema = False
                return self._ask(messages, None)
        except openai.APIStatusError as error:
            raise ModelError(f"{self.url} answers {error.status_code}: {_reason(error)}") from error
        except openai.APITimeoutError as error:
            raise ModelError(f"{self.url} gave no answer in time: see --model-timeout") from error
        except openai.APIConnectionError as error:
            why = str(error.__cause__ or error) or type(error.__cause__).__name__
            raise ModelError(f"{self.url} cannot be reached: {why}") from error
        except openai.APIError as error:
            raise ModelError(f"{self.url} gave an answer that cannot be read: {error}") from error
        except (ValueError, TypeError, AttributeError) as error:
            raise ModelError(f"{self.url} gave an answer that is no chat completion") from error

    def _ask(
        self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any] | None
    ) -> Written:
        import openai  # noqa: PLC0415

        form = {"name": "facts", "schema": schema, "strict": True}
        more = {"response_format": {"type": "json_schema", "json_schema": form}} if schema else {}
        body: dict[str, Any] = {
            "model": self.model,
            "messages": list(messages),
            "temperature": self.settings.temperature,
            "seed": self.settings.seed,
            "max_tokens": self.settings.longest,
            **more,
        }
        assert self._client is not None, "to be entered first"  # noqa: S101
        silent = {name: openai.Omit() for name in _TELLTALES}
        completion = self._client.chat.completions.create(**body, extra_headers=silent)
        if not getattr(completion, "choices", None):
            raise ValueError
        text = completion.choices[0].message.content or ""
        told = sum(len(message["content"]) for message in messages)
        usage = completion.usage
        return Written(
            text,
            usage.prompt_tokens if usage else _reckoned(told),
            usage.completion_tokens if usage else _reckoned(len(text)),
        )


def _client(url: str, key: str | None, timeout: float, retries: int) -> "OpenAI":
    try:
        import openai  # noqa: PLC0415
    except ImportError as error:
        raise ExtraError(
            "a model is asked through the package openai, which is not installed: pip install 'mithaq[llm]'"
        ) from error
    # No redirect is followed: text and key go to the one address that was named.
    return openai.OpenAI(
        base_url=url,
        api_key=key or _NO_KEY,
        timeout=timeout,
        max_retries=retries,
        http_client=openai.DefaultHttpxClient(follow_redirects=False),
    )


def _reason(error: Exception) -> str:
    body = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, Mapping) else None
    return str(message or getattr(error, "message", error)).strip().replace("\n", " ")[:200]


def _reckoned(characters: int) -> int:
    """Tokens, where nobody has counted: three code points of mixed text make one or more."""
    return -(-characters // 3)
