"""What it takes to reach one mailbox."""

from dataclasses import dataclass, field
from pathlib import Path

from worker.oauth.token_source import TokenLogin
from worker.tls import Tls, require_encryption


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """One mailbox on one server; timeouts in seconds, each for a single wait on the server.

    Raises ConfigError when it would be reached in clear over a network.
    """

    name: str  #: what `[[mailboxes]]` calls it
    host: str
    port: int
    tls: Tls
    ca_file: Path | None = None
    username: str
    password: str = field(default="", repr=False)
    oauth2: TokenLogin | None = field(default=None, repr=False)  #: signs in by tokens, not by the password
    folder: str = "INBOX"
    connect_timeout: float = 30.0
    read_timeout: float = 60.0

    def __post_init__(self) -> None:
        require_encryption(self.tls, self.host, f"{self.section}: tls")

    @property
    def section(self) -> str:
        """Where the configuration tells about this mailbox."""
        return f'[[mailboxes]] name = "{self.name}"'

    @property
    def peer(self) -> str:
        """The server, for people."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
