"""An ID token and what makes it believed (OpenID Connect Core 1.0, 3.1.3.7). joserfc and authlib, wrapped."""

import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from worker.errors import RefusedError

#: Signed by a key of the provider's alone: neither "none" nor a secret that is shared.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY = 60  # seconds that clocks may differ
_LONGEST_SUBJECT = 255
_MOST_WORDS = 40  # characters of an error's name


class UnknownKeyError(RefusedError):
    """It is signed by a key that we have not heard of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an ID token has to agree with."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str


def read_id_token(token: object, keys: KeySet, wanted: Wanted) -> Mapping[str, Any]:
    """Its claims; RefusedError unless all is as it should be, UnknownKeyError where only the key is new."""
    try:
        signed = jwt.decode(str(token), keys, registry=_registry())
        claims = CodeIDToken(signed.claims, signed.header, _options(wanted), _params(wanted))
        claims.validate(leeway=_LEEWAY)
        _check(claims)
    except InvalidKeyIdError:
        raise UnknownKeyError(explain_disbelief("a key that it does not publish")) from None
    except Exception as error:  # noqa: BLE001 - two libraries read what anybody may have sent
        raise RefusedError(explain_disbelief(getattr(error, "error", "") or type(error).__name__)) from None
    return dict(claims)


def explain_disbelief(why: object) -> str:
    """What is said of an answer that is not believed."""
    return f"what the OIDC provider sent is not believed ({str(why)[:_MOST_WORDS]}); begin again"


def _options(wanted: Wanted) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": wanted.issuer},
        "aud": {"essential": True, "value": wanted.client_id},
        "nonce": {"essential": True, "value": wanted.nonce},
    }


def _params(wanted: Wanted) -> dict[str, Any]:
    return {"nonce": wanted.nonce, "client_id": wanted.client_id, "access_token": wanted.access_token}


def _check(claims: Mapping[str, Any]) -> None:
    """What the libraries leave open: that times are times, and the subject is a text."""
    now = time.time()
    if not _time(claims["iat"]) <= now + _LEEWAY or not _time(claims["exp"]) > now - _LEEWAY:
        raise ValueError("times")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
        raise ValueError("sub")
    json.dumps(dict(claims), ensure_ascii=False).encode()  # half a surrogate pair is no text


def _time(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("no time")
    return float(value)


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
