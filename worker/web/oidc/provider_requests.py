"""Questions to a provider, whose answers are JSON objects or an error in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from worker import tls
from worker.errors import ConfigError, UnavailableError
from worker.oauth.errors import TokenError
from worker.oauth.token_http import HttpAnswer, TokenHttp

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPeer:
    """One provider on the network."""

    issuer: str
    http: TokenHttp

    def told(self, url: str, *, body: bytes | None = None, headers: Mapping[str, str]) -> HttpAnswer:
        """POST `body`, or GET without one; UnavailableError where no answer comes in time."""
        try:
            return self.http.ask(url, body=body, headers={"Accept": "application/json", **headers})
        except (TokenError, ConfigError) as error:
            raise UnavailableError(f"the OIDC provider {self.issuer} does not answer: {error}") from None

    def fetch(self, url: str, what: str, headers: Mapping[str, str] | None = None) -> JsonObject:
        """The JSON object at `url`; UnavailableError where there is none."""
        answer = self.told(url, headers=headers or {})
        if answer.status != 200:
            raise self.wrong(f"its {what} answers with status {answer.status}")
        return self.read(answer, what)

    def read(self, answer: HttpAnswer, what: str) -> JsonObject:
        """The JSON object in an answer; UnavailableError where there is none."""
        try:
            found = json.loads(answer.body)
            json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError):
            raise self.wrong(f"its {what} is no JSON") from None
        if not isinstance(found, dict):
            raise self.wrong(f"its {what} is no JSON object")
        return found

    def endpoint(self, metadata: Mapping[str, Any], name: str) -> str:
        """The URL that the provider names; UnavailableError for none, or one without TLS."""
        url = metadata.get(name)
        if not isinstance(url, str) or not url.isascii() or not url.isprintable() or " " in url:
            raise self.wrong(f"it names no {name}")
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            raise self.wrong(f"its {name} is no URL") from None
        if parts.scheme not in {"https", "http"} or not host or "@" in parts.netloc or "#" in url:
            raise self.wrong(f"its {name} is no URL")
        if parts.scheme == "http" and not tls.is_loopback(host):
            raise self.wrong(f"its {name} is without TLS")
        return url

    def wrong(self, what: str) -> UnavailableError:
        """The provider can't be worked with: how, and who has to look."""
        return UnavailableError(
            f"the OIDC provider {self.issuer} does not answer as it should: {what}; "
            "check oidc.issuer, or ask whoever runs it"
        )
