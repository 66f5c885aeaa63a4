"""What is known of providers, so that a deployer has to say little: hosts, ports, and how one signs in."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One provider, or kind of server."""

    title: str
    imap_host: str = ""  #: empty: to be asked
    smtp_host: str = ""
    smtp_port: int = 587
    provider: str = ""  #: of OAuth2; empty: by password
    sent_folder: str = ""
    next_steps: tuple[str, ...] = ()


PRESETS: Mapping[str, Preset] = {
    "microsoft365": Preset(
        title="Microsoft 365",
        imap_host="outlook.office365.com",
        smtp_host="smtp.office365.com",
        provider="microsoft",
        next_steps=(
            "Register an application and let it in: docs/providers/microsoft-365.md has each step.",
            "Switch authenticated SMTP on for the mailbox.",
            'Set policy.trusted_authserv_ids = ["unnamed"], so that forged senders are known.',
        ),
    ),
    "google": Preset(
        title="Google Workspace",
        imap_host="imap.gmail.com",
        smtp_host="smtp.gmail.com",
        provider="google",
        next_steps=(
            "Make a service account: docs/providers/google-workspace.md has each step.",
            'Set policy.trusted_authserv_ids = ["mx.google.com"], so that forged senders are known.',
        ),
    ),
    "fastmail": Preset(
        title="Fastmail",
        imap_host="imap.fastmail.com",
        smtp_host="smtp.fastmail.com",
        smtp_port=465,
        sent_folder="Sent",
        next_steps=("The password is an app password with access to mail (Settings, Privacy & Security).",),
    ),
    "dovecot": Preset(
        title="Dovecot and Postfix, or any IMAP and SMTP server",
        next_steps=(
            "For a certificate of an authority of your own give ca_file in [[mailboxes]] and [smtp].",
            "Name the server whose Authentication-Results count in policy.trusted_authserv_ids.",
        ),
    ),
}
