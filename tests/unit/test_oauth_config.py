"""The configuration of OAuth2: short where the case is a common one, clear where it is wrong."""

import json
from pathlib import Path

import pytest

from tests.integration.oauth import InMemory
from worker.config import Config, load_configuration
from worker.errors import ConfigError
from worker.oauth.sasl import Mechanism
from worker.token_sources import TokenSources, open_token_sources

SECRET = "hunter2-hunter2"
ACCOUNT = json.dumps({"type": "service_account", "private_key": SECRET}, indent=2)

MAILBOX = """
[[mailboxes]]
name = "sales"
address = "sales@vendor.example"
host = "imap.vendor.example"
"""
SMTP = """
[smtp]
host = "smtp.vendor.example"
from = "Example Sales <sales@vendor.example>"
"""
MICROSOFT = (
    f'provider = "microsoft"\ntenant = "vendor.example"\nclient_id = "app"\nclient_secret = "{SECRET}"\n'
)
GENERIC = MICROSOFT.replace('provider = "microsoft"\ntenant = "vendor.example"', 'provider = "generic"')
ENDPOINT = 'token_endpoint = "https://login.vendor.example/token"\n'


@pytest.fixture
def read(tmp_path: Path) -> "Read":
    return Read(tmp_path)


class Read:
    """Loads a configuration whose mailbox signs in by these keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, keys: str, smtp: str = SMTP, environ: dict[str, str] | None = None) -> Config:
        path = self.folder / "config.toml"
        path.write_text(f"{MAILBOX}[mailboxes.oauth2]\n{keys}{smtp}", encoding="utf-8")
        return load_configuration(path, environ or {})

    def refusal(self, keys: str, smtp: str = SMTP, environ: dict[str, str] | None = None) -> str:
        """The one line that the configuration is refused with."""
        with pytest.raises(ConfigError) as caught:
            self(keys, smtp, environ)
        [line] = str(caught.value).split("\n")
        assert SECRET not in line
        return line.removeprefix(f"{self.folder}/config.toml: ")


def logins(config: Config) -> TokenSources:
    return open_token_sources(config, InMemory())


def flow(config: Config) -> str:
    section = config.mailboxes[0].oauth2
    assert section is not None
    return section.chosen_flow


# The common cases


def test_microsoft_by_the_applications_secret_takes_four_keys(read: Read) -> None:
    assert flow(read(MICROSOFT)) == "client_credentials"


def test_microsoft_and_google_by_refresh_token_name_no_flow(read: Read, tmp_path: Path) -> None:
    (tmp_path / "refresh").write_text("refresh-1\n")
    by_file = 'refresh_token_file = "refresh"\n'
    assert flow(read(MICROSOFT + by_file)) == "refresh_token"
    google = MICROSOFT.replace("microsoft", "google").replace('tenant = "vendor.example"\n', "")
    config = read(google + by_file)
    assert flow(config) == "refresh_token"
    assert config.mailboxes[0].oauth2 is not None
    token = config.mailboxes[0].oauth2.refresh_token
    assert token is not None
    assert token.get_secret_value() == "refresh-1"


def test_google_by_service_account_takes_two_keys(read: Read, tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text(ACCOUNT)
    assert flow(read('provider = "google"\nservice_account_file = "key.json"\n')) == "service_account"


def test_all_of_it_can_come_from_the_environment(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(MAILBOX + SMTP, encoding="utf-8")
    before = "SEN_WORKER__MAILBOXES__SALES__OAUTH2__"
    environ = {
        f"{before}PROVIDER": "microsoft",
        f"{before}TENANT": "vendor.example",
        f"{before}CLIENT_ID": "app",
        f"{before}CLIENT_SECRET": SECRET,
        f"{before}SCOPES": "one,two",
        "SEN_WORKER__SMTP__OAUTH2__PROVIDER": "google",
        "SEN_WORKER__SMTP__OAUTH2__SERVICE_ACCOUNT": ACCOUNT,
        "SEN_WORKER__SMTP__USERNAME": "sales@vendor.example",
    }
    config = load_configuration(path, environ)
    assert config.mailboxes[0].oauth2 is not None
    assert config.mailboxes[0].oauth2.scopes == ("one", "two")
    assert config.smtp.oauth2 is not None
    assert config.smtp.oauth2.chosen_flow == "service_account"


def test_a_secret_of_the_environment_replaces_the_files(read: Read) -> None:
    keys = MICROSOFT.replace(f'client_secret = "{SECRET}"', 'client_secret_file = "nowhere"')
    config = read(keys, environ={"SEN_WORKER__MAILBOXES__SALES__OAUTH2__CLIENT_SECRET": "from-env"})
    assert config.mailboxes[0].oauth2 is not None
    secret = config.mailboxes[0].oauth2.client_secret
    assert secret is not None
    assert secret.get_secret_value() == "from-env"


def test_nothing_prints_a_secret(read: Read, tmp_path: Path) -> None:
    (tmp_path / "refresh").write_text(SECRET)
    config = read(MICROSOFT + 'refresh_token_file = "refresh"\n')
    login = logins(config).mailboxes["sales"]
    assert SECRET not in f"{config!r} {config} {config.model_dump()} {config.model_dump_json()} {login!r}"


def test_the_same_settings_share_their_tokens_and_others_do_not(read: Read) -> None:
    twice = MAILBOX.replace('"sales"', '"info"') + "[mailboxes.oauth2]\n" + MICROSOFT
    smtp = SMTP + 'username = "sales@vendor.example"\n[smtp.oauth2]\n' + MICROSOFT
    found = logins(read(MICROSOFT, smtp + twice))
    assert found.smtp is not None
    assert found.smtp.source is found.mailboxes["sales"].source is found.mailboxes["info"].source
    assert list(found.sources()) == ["token of mailbox sales"]
    others = logins(read(MICROSOFT, smtp + twice + 'scopes = ["other"]\n'))
    assert len(others.sources()) == 2


@pytest.mark.parametrize(
    ("word", "meant"),
    [("auto", None), ("xoauth2", Mechanism.XOAUTH2), ("oauthbearer", Mechanism.OAUTHBEARER)],
)
def test_the_mechanism_can_be_named(read: Read, word: str, meant: Mechanism | None) -> None:
    found = logins(read(MICROSOFT + f'mechanism = "{word}"\n'))
    assert found.mailboxes["sales"].mechanism is meant


# Mistakes


SALES = '[[mailboxes]] "sales":'


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "oauth2.provider is missing"),
        ('provider = "yahoo"\n', 'oauth2.provider must be "microsoft", "google" or "generic", not "yahoo"'),
        (MICROSOFT + "zebra = 1\n", "oauth2.zebra is not a key of this section; there are provider, flow, …"),
        (MICROSOFT + "scope = []\n", "oauth2.scope is not a key of this section; did you mean scopes?"),
        (
            MICROSOFT.replace('tenant = "vendor.example"\n', ""),
            'oauth2 tenant is missing, for provider "microsoft"',
        ),
        (
            MICROSOFT.replace('"vendor.example"', '"a/b"'),
            'oauth2.tenant must be a tenant\'s ID or domain, not "a/b"',
        ),
        (
            MICROSOFT.replace(f'client_secret = "{SECRET}"\n', ""),
            (
                'oauth2 client_secret is missing, for the flow "client_credentials"; '
                "give client_secret or client_secret_file"
            ),
        ),
        (
            MICROSOFT.replace('client_id = "app"\n', ""),
            'oauth2 client_id is missing, for the flow "client_credentials"',
        ),
        (
            MICROSOFT + 'flow = "refresh_token"\n',
            (
                'oauth2 refresh_token is missing, for the flow "refresh_token"; '
                "give refresh_token or refresh_token_file"
            ),
        ),
        (
            MICROSOFT + 'flow = "client_credentials"\nrefresh_token = "r"\n',
            'oauth2 refresh_token has no use in the flow "client_credentials"; remove it, or change flow',
        ),
        (
            MICROSOFT + 'flow = "service_account"\n',
            (
                'oauth2 flow must be "client_credentials" or "refresh_token" for provider "microsoft", '
                'not "service_account"'
            ),
        ),
        (
            'provider = "google"\n',
            (
                'oauth2 service_account is missing, for the flow "service_account"; '
                "give service_account or service_account_file"
            ),
        ),
        (
            f'provider = "google"\nservice_account = "{SECRET}"\n',
            "oauth2.service_account must be the JSON key of a service account, as Google hands it out",
        ),
        (
            'provider = "google"\nservice_account_file = "nowhere"\n',
            "oauth2.service_account_file must name a readable file; …",
        ),
        (GENERIC, 'oauth2 token_endpoint is missing, for provider "generic"'),
        (
            GENERIC + ENDPOINT.replace("https", "http"),
            "oauth2.token_endpoint must be a URL that begins with https://; …",
        ),
        (
            GENERIC + ENDPOINT.replace("//", "//user:pw@"),
            "oauth2.token_endpoint must be a URL without a user name in it",
        ),
        (
            MICROSOFT + ENDPOINT,
            'oauth2 tenant is for provider "microsoft" without a token_endpoint; remove one of them',
        ),
        (
            MICROSOFT + 'scopes = ["a b"]\n',
            "oauth2.scopes must be a scope without spaces, or several with commas between them",
        ),
        (
            MICROSOFT + f'client_secret_file = "{SECRET[:3]}"\n',
            "oauth2.client_secret_file and client_secret are both given; keep one of them",
        ),
        (
            MICROSOFT + "timeout_seconds = 0\n",
            "oauth2.timeout_seconds must be a whole number from 1 to 600, not 0",
        ),
    ],
)
def test_each_mistake_gets_one_line_that_names_its_key(read: Read, keys: str, said: str) -> None:
    line = read.refusal(keys)
    start, cut, _ = f"{SALES} {said}".partition("…")
    assert line.startswith(start)
    assert cut or line == start


def test_a_password_beside_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        f'{MAILBOX}password = "{SECRET}"\n[mailboxes.oauth2]\n{MICROSOFT}{SMTP}', encoding="utf-8"
    )
    with pytest.raises(ConfigError, match="password and oauth2 are both given; keep one of them"):
        load_configuration(path, {})


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "username is missing for this oauth2: the address of the mailbox that sends"),
        ('username = "u"\npassword = "p"\n', "password and oauth2 are both given; keep one of them"),
    ],
)
def test_the_relay_needs_a_user_name_and_no_password(read: Read, keys: str, said: str) -> None:
    assert read.refusal(MICROSOFT, f"{SMTP}{keys}[smtp.oauth2]\n{MICROSOFT}") == f"[smtp] {said}"


def test_a_mistake_in_the_relays_section_names_it(read: Read) -> None:
    smtp = f'{SMTP}username = "u"\n[smtp.oauth2]\n{MICROSOFT}mechanism = "plain"\n'
    assert read.refusal(MICROSOFT, smtp) == (
        '[smtp] oauth2.mechanism must be "auto", "oauthbearer" or "xoauth2", not "plain"'
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TENNANT", "x", "is not a key of the configuration; did you mean {}TENANT?"),
        ("TENANT", "a b", 'must be a tenant\'s ID or domain, not "a b"'),
        ("SERVICE_ACCOUNT", SECRET, "must be the JSON key of a service account, as Google hands it out"),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    read: Read, name: str, value: str, said: str
) -> None:
    before = "SEN_WORKER__MAILBOXES__SALES__OAUTH2__"
    line = read.refusal(MICROSOFT, environ={before + name: value})
    shown = "SEN_WORKER__MAILBOXES__0__OAUTH2__"
    assert line == f"environment: {before}{name} {said.format(shown)}"
