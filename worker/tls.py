"""How a connection to a mail server is encrypted, for IMAP and SMTP alike.

Certificates are always verified. Knows no protocol.
"""

import ipaddress
import ssl
from enum import StrEnum
from pathlib import Path

from worker.errors import ConfigError


class Tls(StrEnum):
    """When the encryption starts."""

    IMPLICIT = "implicit"  #: with the first byte
    STARTTLS = "starttls"  #: after a command in clear; without it nothing else is said
    NONE = "none"  #: never; to loopback hosts alone


def context(ca_file: Path | None) -> ssl.SSLContext:
    """A context that verifies chain and host name, against `ca_file` alone where one is given.

    Raises ConfigError when `ca_file` holds no certificate.
    """
    try:
        return ssl.create_default_context(cafile=None if ca_file is None else str(ca_file))
    except OSError as exc:
        reason = "is no PEM file of certificates" if isinstance(exc, ssl.SSLError) else exc.strerror
        raise ConfigError(f"ca_file: {ca_file}: {reason}") from exc


def require_encryption(tls: Tls, host: str, key: str) -> None:
    """Raise ConfigError, naming `key`, when `tls` would send passwords and mail in clear over a network."""
    if tls is Tls.NONE and not is_loopback(host):
        wanted = f'must be "implicit" or "starttls" for {host}'
        raise ConfigError(f'{key}: {wanted}; "none" is for 127.0.0.1, ::1 and localhost only')


def is_loopback(host: str) -> bool:
    """Whether what is sent to `host` stays on this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def distrust(error: ssl.SSLCertVerificationError) -> str:
    """Why a certificate was refused, in OpenSSL's words."""
    said: str = getattr(error, "verify_message", "")  # not in one that OpenSSL did not raise
    return said.rstrip(".") or "it could not be verified"
