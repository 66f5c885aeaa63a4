"""How a connection is encrypted."""

import ssl
from pathlib import Path

import pytest

from tests.servers.machinery import certificates
from worker.errors import ConfigError
from worker.tls import Tls, context, is_loopback, require_encryption


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost", "LOCALHOST", "localhost."])
def test_this_machine_may_be_talked_to_in_clear(host: str) -> None:
    assert is_loopback(host)
    require_encryption(Tls.NONE, host, "tls")


@pytest.mark.parametrize(
    "host", ["", "128.0.0.1", "::2", "0.0.0.0", "localhost.example.com", "127.0.0.1.example.com", "mail"]
)
def test_no_other_machine_may_be_talked_to_in_clear(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(ConfigError, match=r'^\[smtp\] tls: must be "implicit" or "starttls" for'):
        require_encryption(Tls.NONE, host, "[smtp] tls")


@pytest.mark.parametrize("tls", [Tls.IMPLICIT, Tls.STARTTLS])
def test_any_machine_may_be_talked_to_with_encryption(tls: Tls) -> None:
    require_encryption(tls, "mail.example.com", "tls")


@pytest.mark.parametrize("private", [True, False])
def test_chain_and_host_name_are_always_verified(tmp_path: Path, *, private: bool) -> None:
    made = context(certificates(tmp_path).ca if private else None)
    assert made.verify_mode is ssl.CERT_REQUIRED
    assert made.check_hostname


def test_a_private_authority_is_the_only_one_then(tmp_path: Path) -> None:
    assert len(context(certificates(tmp_path).ca).get_ca_certs()) == 1


@pytest.mark.parametrize(("content", "said"), [(None, "No such file"), ("no certificate", "no PEM file")])
def test_a_bad_ca_file_is_told(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_text(content)
    with pytest.raises(ConfigError, match=rf"^ca_file: .*ca\.pem: .*{said}"):
        context(path)
