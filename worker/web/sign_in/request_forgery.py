"""What protects the pages: headers on every answer, and proof that a form comes from a page of ours."""

import hmac
from collections.abc import Mapping

#: Nothing from elsewhere, nothing inline, nobody's frame (CSP level 3).
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
#: What a letter may do that is shown in a frame of ours: have styles, and nothing else.
FRAMED = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
}
_SAFE = frozenset({"GET", "HEAD"})


def refused(method: str, headers: Mapping[str, str], token: str, expected: str, public_host: str = "") -> str:
    """Why a request that changes something is not believed to come from a page of ours; empty when it is.

    `public_host` is how browsers call us where a proxy stands in between, which may call us by another name.
    """
    if method in _SAFE:
        return ""
    site = headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"}:
        return "it comes from another site"
    if headers.get("origin") is not None and not _of_ours(headers, public_host):
        return "it comes from another origin"
    if not expected or not hmac.compare_digest(token.encode(), expected.encode()):
        return "its form is out of date; load the page again"
    return ""


def ours(headers: Mapping[str, str], public_host: str = "") -> bool:
    """Whether a browser says that the request comes from a page of ours; False where it does not say."""
    return _of_ours(headers, public_host) and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _of_ours(headers: Mapping[str, str], public_host: str) -> bool:
    origin = headers.get("origin", "").partition("://")[2]
    return origin in {headers.get("host", ""), public_host} - {""}
