"""What it takes to reach the relay."""

from dataclasses import dataclass, field
from pathlib import Path

from worker.oauth.token_source import TokenLogin
from worker.tls import Tls, require_encryption


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The relay that takes our letters; timeouts in seconds.

    Raises ConfigError when it would be reached in clear over a network.
    """

    host: str
    port: int
    tls: Tls
    ca_file: Path | None = None
    username: str | None = None  #: None does not sign in
    password: str | None = field(default=None, repr=False)
    oauth2: TokenLogin | None = field(default=None, repr=False)  #: signs in by tokens, not by the password
    connect_timeout: float = 30.0
    timeout: float = 120.0  #: for each single answer
    final_timeout: float = 600.0  #: for the answer to a whole letter (RFC 5321, 4.5.3.2.6)
    local_hostname: str | None = None  #: for EHLO; the address of our end where None

    def __post_init__(self) -> None:
        require_encryption(self.tls, self.host, "[smtp] tls")

    @property
    def peer(self) -> str:
        """The relay, for people."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
