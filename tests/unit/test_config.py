"""The configuration: what is read from where, and what a wrong one says to its reader."""

import datetime
import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.config import Config, OAuth2, find_configuration, load_configuration
from worker.config.sections import SECTIONS, list_keys
from worker.errors import ConfigError
from worker.requests import request_model

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"

BASE = """
[[mailboxes]]
name = "sales"
address = "sales@vendor.example"
host = "imap.vendor.example"
password = "imap-s3cret"

[smtp]
host = "smtp.vendor.example"
from = "Example Sales <sales@vendor.example>"
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return put


def refusal(path: Path | None, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_configuration(path, environ or {})
    return str(caught.value).split("\n")


def password(config: Config) -> str:
    found = config.mailboxes[0].password
    return found.get_secret_value() if found else ""


def only_line(path: Path | None, environ: dict[str, str] | None = None) -> str:
    (line,) = refusal(path, environ)
    return line.removeprefix(str(path.parent) + os.sep) if path else line


# Where it comes from


def test_the_option_wins_over_the_variable_and_the_variable_over_the_folder(tmp_path: Path) -> None:
    usual = tmp_path / "config.toml"
    assert find_configuration(None, {}, tmp_path) is None
    usual.touch()
    assert find_configuration(None, {}, tmp_path) == usual
    assert find_configuration(None, {"SEN_WORKER_CONFIG": "/etc/sen.toml"}, tmp_path) == Path("/etc/sen.toml")
    assert find_configuration(Path("mine.toml"), {"SEN_WORKER_CONFIG": "/etc/sen.toml"}, tmp_path) == Path(
        "mine.toml"
    )


def test_a_short_file_gets_every_default(write: Write) -> None:
    config = load_configuration(write(BASE), {})
    mailbox = config.mailboxes[0]
    assert config.database.url.get_secret_value() == "sqlite:///sen-worker.db"
    assert (mailbox.port, mailbox.tls, mailbox.folder, mailbox.read_from) == (
        993,
        "implicit",
        "INBOX",
        "recent",
    )
    assert (mailbox.username, mailbox.after_success) == ("sales@vendor.example", "keyword")
    assert (config.smtp.port, config.smtp.tls, config.smtp.username) == (587, "starttls", "")
    assert config.web.listen == "127.0.0.1:8025"
    assert config.policy.to_policy() == request_model.Policy()


def test_the_environment_wins_over_the_file(write: Write) -> None:
    path = write(BASE + "port = 2525\n")
    config = load_configuration(
        path, {"SEN_WORKER__SMTP__PORT": "465", "SEN_WORKER_CONFIG": "elsewhere", "PATH": "/bin"}
    )
    assert config.smtp.port == 465


@pytest.mark.parametrize("word", ["0", "SALES"])
def test_a_mailbox_is_named_in_the_environment_by_number_or_by_name(write: Write, word: str) -> None:
    config = load_configuration(write(BASE), {f"SEN_WORKER__MAILBOXES__{word}__PASSWORD": "from-env"})
    assert password(config) == "from-env"


def test_a_hyphen_in_a_mailboxs_name_is_an_underscore_in_the_environment(write: Write) -> None:
    path = write(BASE.replace('"sales"', '"sales-eu"'))
    assert (
        load_configuration(path, {"SEN_WORKER__MAILBOXES__SALES_EU__PORT": "1993"}).mailboxes[0].port == 1993
    )


def test_the_environment_alone_is_enough(tmp_path: Path) -> None:
    environ = {
        "SEN_WORKER__MAILBOXES__0__NAME": "sales",
        "SEN_WORKER__MAILBOXES__SALES__ADDRESS": "sales@vendor.example",
        "SEN_WORKER__MAILBOXES__0__HOST": "localhost",
        "SEN_WORKER__MAILBOXES__0__PASSWORD": "x",
        "SEN_WORKER__SMTP__HOST": "localhost",
        "SEN_WORKER__SMTP__FROM": "sales@vendor.example",
    }
    assert load_configuration(None, environ).mailboxes[0].address == "sales@vendor.example"


@pytest.mark.parametrize("text", ["1,5", "[1, 5]", " 5 , 1 "])
def test_a_list_in_the_environment_is_json_or_has_commas(write: Write, text: str) -> None:
    assert load_configuration(
        write(BASE), {"SEN_WORKER__POLICY__REMINDER_DAYS": text}
    ).policy.reminder_days == (1, 5)


def test_every_key_can_be_given_by_environment(write: Write) -> None:
    path = write(BASE + 'username = "sales"\npassword = "x"\n')
    for section, model in SECTIONS.items():
        before = "SMTP__" if section == "smtp" else f"{section.upper()}__"
        before = "MAILBOXES__SALES__" if section == "mailboxes" else before
        below = {f"{name}__{key}" for name, lower in model.below.items() for key in list_keys(lower)}
        for key in (*list_keys(model), *below):
            with pytest.raises(ConfigError) as caught:
                load_configuration(path, {f"SEN_WORKER__{before}{key.upper()}": "\x00"})
            assert f"environment: SEN_WORKER__{before}{key.upper()} must" in str(caught.value)


def test_policy_comes_in_the_terms_of_deciding(write: Write) -> None:
    text = (
        BASE + '[policy]\nexpire_days = 5\nmax_questions = 1\ntrusted_authserv_ids = ["MX.vendor.example"]\n'
    )
    policy = load_configuration(write(text), {}).policy.to_policy()
    assert policy.trusted_authserv_ids == frozenset({"mx.vendor.example"})
    assert (policy.max_questions, policy.expire_days, policy.reminder_days) == (1, 5, (3,))


def test_our_own_addresses_are_all_of_them_in_lower_case(write: Write) -> None:
    text = BASE.replace('name = "sales"', 'name = "sales"\naliases = ["Info@Vendor.example"]')
    text = text.replace("Sales <sales@", "Sales <Letters@")
    assert load_configuration(write(text), {}).own_addresses() == {
        "sales@vendor.example",
        "info@vendor.example",
        "letters@vendor.example",
    }


@pytest.mark.parametrize(
    ("given_", "meant"),
    [
        ('"all"', "all"),
        ("2026-01-31", datetime.date(2026, 1, 31)),
        ('"2026-01-31"', datetime.date(2026, 1, 31)),
    ],
)
def test_reading_begins_at_a_word_or_a_date(write: Write, given_: str, meant: object) -> None:
    path = write(BASE.replace("[smtp]", f"read_from = {given_}\n[smtp]"))
    assert load_configuration(path, {}).mailboxes[0].read_from == meant


@pytest.mark.parametrize(
    ("tls", "imap", "smtp"), [("implicit", 993, 465), ("starttls", 143, 587), ("none", 143, 25)]
)
def test_the_port_follows_from_tls(write: Write, tls: str, imap: int, smtp: int) -> None:
    text = BASE.replace("imap.vendor.example", "127.0.0.1").replace("smtp.vendor.example", "localhost")
    config = load_configuration(write(text.replace("host =", f'tls = "{tls}"\nhost =')), {})
    assert (config.mailboxes[0].port, config.smtp.port) == (imap, smtp)


@pytest.mark.parametrize(("listen", "host", "port"), [("0.0.0.0:80", "0.0.0.0", 80), ("[::1]:0", "::1", 0)])
def test_the_pages_address_is_taken_apart(write: Write, listen: str, host: str, port: int) -> None:
    web = load_configuration(write(BASE + f'[web]\nlisten = "{listen}"\n'), {}).web
    assert (web.host, web.port) == (host, port)


def test_addresses_of_a_private_domain_are_fine(write: Write) -> None:
    text = BASE.replace("sales@vendor.example", "sales@corp.local")
    smtp = load_configuration(write(text), {}).smtp
    assert (smtp.from_name, smtp.from_address) == ("Example Sales", "sales@corp.local")


def test_a_byte_order_mark_does_no_harm(write: Write) -> None:
    assert load_configuration(write("\ufeff" + BASE), {}).smtp.port == 587


# Secrets


def test_a_secret_in_a_file_beside_the_configuration_loses_its_last_newline(
    write: Write, tmp_path: Path
) -> None:
    (tmp_path / "imap").write_text(" kept s3cret \r\n", encoding="utf-8")
    path = write(BASE.replace('password = "imap-s3cret"', 'password_file = "imap"'))
    assert password(load_configuration(path, {})) == " kept s3cret "


def test_the_databases_url_can_come_from_a_file(write: Write, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("postgresql+psycopg://sen:pw@db/sen\n", encoding="utf-8")
    config = load_configuration(write(BASE), {"SEN_WORKER__DATABASE__URL_FILE": str(tmp_path / "url")})
    assert config.database.url.get_secret_value() == "postgresql+psycopg://sen:pw@db/sen"


def test_a_secret_in_the_environment_replaces_the_one_named_in_the_file(write: Write, tmp_path: Path) -> None:
    path = write(BASE.replace('password = "imap-s3cret"', 'password_file = "nowhere"'))
    config = load_configuration(path, {"SEN_WORKER__MAILBOXES__SALES__PASSWORD": "from-env"})
    assert password(config) == "from-env"
    (tmp_path / "imap").write_text("from-file", encoding="utf-8")
    environ = {"SEN_WORKER__MAILBOXES__SALES__PASSWORD_FILE": str(tmp_path / "imap")}
    assert password(load_configuration(write(BASE), environ)) == "from-file"


def test_nothing_prints_a_secret(write: Write) -> None:
    text = (
        BASE + 'username = "u"\npassword = "smtp-s3cret"\n[database]\nurl = "postgresql://u:db-s3cret@h/d"\n'
    )
    config = load_configuration(write(text), {})
    told = f"{config!r} {config} {config.model_dump()} {config.model_dump_json()}"
    assert "s3cret" not in told


def test_a_secret_given_twice_is_refused(write: Write) -> None:
    path = write(BASE + 'username = "u"\npassword = "a"\npassword_file = "b"\n')
    assert only_line(path) == (
        "config.toml: [smtp] password_file and password are both given; keep one of them"
    )


def test_an_unusable_secret_file_is_named_with_its_key_and_nothing_else_is_blamed(
    write: Write, tmp_path: Path
) -> None:
    path = write(BASE.replace('password = "imap-s3cret"', 'password_file = "nowhere"'))
    line = only_line(path)
    assert line.startswith('config.toml: [[mailboxes]] "sales": password_file must name a readable file; ')
    assert line.endswith(f"{tmp_path / 'nowhere'}: No such file or directory")
    (tmp_path / "nowhere").mkdir()
    assert only_line(path).endswith("Is a directory")
    (tmp_path / "nowhere").rmdir()
    (tmp_path / "nowhere").write_text("\n", encoding="utf-8")
    assert only_line(path).endswith("is empty")
    (tmp_path / "nowhere").write_bytes(b"\xff\xfe")
    assert "UTF-8" in only_line(path)
    (tmp_path / "nowhere").write_bytes(b"x" * 100_000)
    assert "too long" in only_line(path)


def test_a_mailbox_without_a_password_is_told_both_ways_to_give_one(write: Write) -> None:
    wanted = (
        'config.toml: [[mailboxes]] "sales": password is missing; '
        "give password or password_file, or a section oauth2"
    )
    assert only_line(write(BASE.replace('password = "imap-s3cret"', ""))) == wanted
    assert only_line(write(BASE.replace("imap-s3cret", ""))) == wanted


SECRET = "hunter2-hunter2"


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace('"imap-s3cret"', f'["{SECRET}"]'),
        BASE.replace('"imap-s3cret"', f'{{ word = "{SECRET}" }}'),
        BASE.replace('"imap-s3cret"', SECRET),
        BASE.replace('"imap-s3cret"', f'"{SECRET}\\u0000"'),
        BASE.replace('"imap-s3cret"', f'"{SECRET}'),
        BASE.replace("password =", "pasword =").replace("imap-s3cret", SECRET),
        BASE + f'password = "{SECRET}"\n',
        f'[database]\nurl = "mysql://root:{SECRET}@h/d"\n' + BASE,
        f'password = "{SECRET}"\n' + BASE,
    ],
)
def test_no_error_repeats_a_secret(write: Write, text: str) -> None:
    assert SECRET not in "\n".join(refusal(write(text)))


def test_no_error_repeats_a_secret_of_the_environment(write: Write) -> None:
    environ = {"SEN_WORKER__SMTP__PASWORD": SECRET, "SEN_WORKER__DATABASE__URL": f"mysql://u:{SECRET}@h/d"}
    assert SECRET not in "\n".join(refusal(write(BASE), environ))


# What is wrong


def test_no_file_at_all_says_how_to_make_one(tmp_path: Path) -> None:
    line = only_line(None, {"PATH": "/bin"})
    assert line.startswith("there is no config.toml")
    assert "sen-worker init" in line
    assert "--config" in line
    missing = only_line(tmp_path / "mine.toml")
    assert missing.startswith("mine.toml: there is no such file; ")
    assert "--config" in missing


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    assert only_line(tmp_path).endswith("can't be read: Is a directory")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"[smtp]\nport : 1\n", "config.toml: line 2, column 6: not valid TOML: …"),
        (
            b"[smtp]\nhost = smtp.vendor.test\n",
            "config.toml: line 2, column 8: not valid TOML: Invalid value; text stands in quotes, …",
        ),
        (
            b'[smtp]\nhost = "smtp.vendor.test\n',
            "config.toml: line 2, column 25: not valid TOML: …; a quote is missing at the end of this line",
        ),
        (
            b"[smtp]\nport = 25\n[smtp]\n",
            "config.toml: line 3, column 6: not valid TOML: [smtp] is there twice; …",
        ),
        (b'[smtp]\nhost = "\xe4"\n', "config.toml: line 2 is not UTF-8; save the file in that encoding"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(raw)
    start, cut, end = said.partition("…")
    line = only_line(path)
    assert line == said if not cut else line.startswith(start) and line.endswith(end), line


MAILBOX = BASE[: BASE.index("[smtp]")]
SMTP = BASE[BASE.index("[smtp]") :]
SALES = '[[mailboxes]] "sales":'

MISTAKES = {
    # in [smtp], appended to the whole
    "prot = 1": "[smtp] prot is not a key of this section; did you mean port?",
    "show_subjects = true": "[smtp] show_subjects is not a key of this section; it belongs in [ledger]",
    "port = true": "[smtp] port must be a whole number from 1 to 65535, not true",
    "port = 0": "[smtp] port must be a whole number from 1 to 65535, not 0",
    'tls = "ssl"': '[smtp] tls must be "implicit", "starttls" or "none", not "ssl"',
    'tls = "none"': (
        '[smtp] tls must be "implicit" or "starttls" for smtp.vendor.example; '
        '"none" is for loopback hosts such as 127.0.0.1 only'
    ),
    'username = "u"': (
        "[smtp] password is missing for this username; give password or password_file, or a section oauth2"
    ),
    'password = "p"': "[smtp] username is missing for this password",
    'ca_file = "ca.pem"': "[smtp] ca_file must name a file; …",
    # other sections
    "[smpt]": "[smpt] is not a section; did you mean smtp?",
    "[zebra]": f"[zebra] is not a section; there are {', '.join(SECTIONS)}",
    "[log]\nzebra = 1": "[log] zebra is not a key of this section; there are level, format",
    '[log]\nlevel = "loud"': '[log] level must be "debug", "info", "warning" or "error", not "loud"',
    '[templates]\ndir = "mine"': "[templates] dir must name a folder; …",
    '[web]\nlisten = "8025"': ('[web] listen must be a host and a port such as "127.0.0.1:8025", not "8025"'),
    '[database]\nurl = "db"': '[database] url must begin with "sqlite:///" or "postgresql+psycopg://"',
    '[database]\nauto_upgrade = "perhaps"': '[database] auto_upgrade must be true or false, not "perhaps"',
    "[policy]\nreminder_days = [3, 30]": (
        "[policy] reminder_days must all be less than expire_days, which is 30"
    ),
    "[policy]\nreminder_days = [true]": (
        "[policy] reminder_days must be a whole number from 1 to 3650, not true"
    ),
    "[policy]\nreminder_days = 3": "[policy] reminder_days must be a list, not 3",
    MAILBOX.replace('"sales"', '"Sales"'): '[[mailboxes]] must have different names; "Sales" is there twice',
}

MAILBOX_MISTAKES = {
    'port = "abc"': f'{SALES} port must be a whole number from 1 to 65535, not "abc"',
    'after_success = "delete"': (
        f'{SALES} after_success must be "none", "keyword", "seen" or "move:FOLDER", not "delete"'
    ),
    'after_success = "move:INBOX"': (
        f"{SALES} after_success must move to another folder than the one that is read"
    ),
    'read_from = "yesterday"': (
        f'{SALES} read_from must be "recent", "all" or a date such as 2026-01-31, not "yesterday"'
    ),
}

REPLACED = {
    ('address = "sales@vendor.example"', 'address = "sales"'): (
        f'{SALES} address must be an address such as sales@example.com, not "sales"'
    ),
    ("<sales@vendor.example>", "sales"): (
        '[smtp] from must be an address such as Example Sales <sales@example.com>, not "Example Sales sales"'
    ),
    ("imap.vendor.example", "imaps://imap:993"): (
        f'{SALES} host must be a host name or an IP address alone, not "imaps://imap:993"'
    ),
    ('name = "sales"', 'name = "7 up"'): (
        '[[mailboxes]] "7 up": name must be a word of letters, digits and single - or _ '
        'that begins with a letter, not "7 up"'
    ),
    ('name = "sales"', ""): "[[mailboxes]] number 1: name is missing",
    ("[[mailboxes]]", "[mailboxes]"): (
        "[[mailboxes]] must be written with two brackets, once for each mailbox"
    ),
    (MAILBOX, "mailboxes = []\n"): "[[mailboxes]] is empty; at least one mailbox is needed",
    (MAILBOX, ""): "[[mailboxes]] is missing; at least one mailbox is needed",
    (SMTP, ""): "[smtp] is missing; this section is needed",
    (MAILBOX, f"web = 3\n{MAILBOX}"): "[web] must be a section with keys of its own",
}


@pytest.mark.parametrize(
    ("text", "said"),
    [(BASE + mistake, said) for mistake, said in MISTAKES.items()]
    + [(f"{MAILBOX}{mistake}\n{SMTP}", said) for mistake, said in MAILBOX_MISTAKES.items()]
    + [(BASE.replace(*change), said) for change, said in REPLACED.items()],
)
def test_each_mistake_gets_one_line_that_names_its_key(write: Write, text: str, said: str) -> None:
    line = only_line(write(text))
    start, cut, _ = said.partition("…")
    assert line.startswith(f"config.toml: {start}")
    assert cut or line == f"config.toml: {said}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SMTP__PORT", "abc", 'must be a whole number from 1 to 65535, not "abc"'),
        ("SMTP__PROT", "1", "is not a key of the configuration; did you mean SEN_WORKER__SMTP__PORT?"),
        ("SMPT__PORT", "1", "is not a key of the configuration; did you mean SEN_WORKER__SMTP?"),
        ("SMTP", "1", "is not a key of the configuration"),
        ("SMTP__PORT__X", "1", "is not a key of the configuration; did you mean SEN_WORKER__SMTP__PORT?"),
        ("MAILBOXES", "[]", "must have the form SEN_WORKER__MAILBOXES__NAME__KEY"),
        (
            "MAILBOXES__HELP__PORT",
            "1",
            "names no mailbox (there is sales); a number from 0 names one too",
        ),
        (
            "MAILBOXES__0__PORTT",
            "1",
            "is not a key of the configuration; did you mean SEN_WORKER__MAILBOXES__0__PORT?",
        ),
        ("MAILBOXES__7__PORT", "1", "skips a number; the next mailbox is number 1"),
        ("POLICY__REMINDER_DAYS", "[3", "must be a list: JSON, or words with commas between them"),
        ("MAILBOXES__SALES__IDLE", "maybe", 'must be true or false, not "maybe"'),
    ],
)
def test_a_mistake_in_the_environment_names_the_variable(
    write: Write, name: str, value: str, said: str
) -> None:
    path = write(BASE)
    assert refusal(path, {f"SEN_WORKER__{name}": value}) == [f"environment: SEN_WORKER__{name} {said}"]


def test_all_mistakes_are_told_at_once(write: Write) -> None:
    text = BASE + 'port = 0\ntls = "ssl"\nprot = 1\n[smpt]\n'
    assert len(refusal(write(text), {"SEN_WORKER__LOG__LEVL": "info"})) == 5


def test_of_very_many_mistakes_ten_are_told(write: Write) -> None:
    lines = refusal(write(BASE + "".join(f"zebra{number} = 1\n" for number in range(25))))
    assert len(lines) == 11
    assert lines[-1] == "… and 15 more"


@given(
    st.text(max_size=60),
    st.sampled_from(["PORT", "HOST", "FROM", "TLS", "USERNAME", "TIMEOUT_SECONDS", "CA_FILE", "SENT_FOLDER"]),
)
def test_any_value_of_the_environment_is_taken_or_refused_by_name(value: str, key: str) -> None:
    try:
        load_configuration(EXAMPLE, {f"SEN_WORKER__SMTP__{key}": value})
    except ConfigError as error:
        told = str(error)
    else:
        told = ""
    assert not told or f"SEN_WORKER__SMTP__{key} " in told or "[smtp]" in told


# The example


def uncommented() -> str:
    """The example with every key that it shows commented out written as if it were set."""
    return re.sub(r"(?m)^#(\w+ = |\[\w+\]$)", r"\1", EXAMPLE.read_text(encoding="utf-8"))


def test_the_example_loads_as_it_is(write: Write) -> None:
    assert isinstance(load_configuration(write(EXAMPLE.read_text(encoding="utf-8")), {}), Config)


def test_the_example_shows_every_key_there_is_and_no_other() -> None:
    shown = tomllib.loads(uncommented())
    assert list(shown) == list(SECTIONS)
    for section, model in SECTIONS.items():
        one = shown[section][0] if section == "mailboxes" else shown[section]
        assert set(one) == set(list_keys(model)), section


def test_the_example_shows_every_key_of_oauth2_and_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = tomllib.loads("\n".join(re.findall(r"(?m)^#  ((?:\[|\w+ = ).*)", text)))["mailboxes"]["oauth2"]
    assert set(shown) == set(list_keys(OAuth2))
    needed = {"client_id": "x", "client_secret": "x", "token_endpoint": "https://login.example.com"}
    told = OAuth2.model_validate({"provider": "generic", **needed})
    for key in ("client_auth", "mechanism", "timeout_seconds"):
        assert shown[key] == getattr(told, key)


def test_the_defaults_in_the_example_are_the_defaults(write: Write) -> None:
    needed, optional, _ = uncommented().partition("[oidc]")
    assert optional
    assert load_configuration(write(needed), {}) == load_configuration(EXAMPLE, {})


def test_the_example_of_an_optional_section_is_usable(write: Write) -> None:
    url = 'public_url = "https://desk.vendor.example/"'
    config = load_configuration(write(uncommented().replace('public_url = ""', url)), {})
    assert config.oidc is not None
    assert (config.oidc.admins, config.oidc.allowed_domains) == ((), ("example.com",))
    assert (config.web.public_url, config.web.secure_cookies) == ("https://desk.vendor.example", False)


def test_cookies_are_for_tls_where_the_public_url_is(write: Write) -> None:
    assert not load_configuration(write(BASE), {}).web.secure_cookies
    assert load_configuration(
        write(BASE + '[web]\npublic_url = "https://desk.vendor.example"\n'), {}
    ).web.secure_cookies


OIDC = """
[web]
public_url = "https://desk.vendor.example"
[oidc]
issuer = "https://login.vendor.example"
client_id = "sen-worker"
client_secret = "oidc-s3cret"
admins = ["sen-admins"]
"""


@pytest.mark.parametrize(
    ("given", "instead", "told"),
    [
        ('public_url = "https://desk.vendor.example"', "", "[oidc] needs web.public_url, where the provider"),
        (
            "https://desk.vendor.example",
            "http://desk.vendor.example",
            '[web] public_url must begin with "https:',
        ),
        (
            "https://desk.vendor.example",
            "https://vendor.example/desk",
            "[web] public_url must be a host without",
        ),
        ("https://desk.vendor.example", "desk.vendor.example", "[web] public_url must be an address such as"),
        (
            "https://login.vendor.example",
            "http://login.vendor.example",
            '[oidc] issuer must begin with "https:',
        ),
        ('client_id = "sen-worker"', "", "[oidc] client_id is missing"),
        ('admins = ["sen-admins"]', "", "[oidc] lets nobody in; give allowed_domains, reviewers or admins"),
        ('admins = ["', 'scopes = "email"\nadmins = ["', '[oidc] scopes must hold "openid"'),
        ("[oidc]", 'user_header = "X-User"\n[oidc]', "[web] user_header needs trusted_proxies"),
        ("[oidc]", 'user_header = "Host"\n[oidc]', "[web] user_header must be a header that a proxy alone"),
        ("[oidc]", 'trusted_proxies = ["proxy"]\n[oidc]', "[web] trusted_proxies must hold IP addresses or"),
    ],
)
def test_what_is_wrong_with_signing_in_is_told(write: Write, given: str, instead: str, told: str) -> None:
    assert load_configuration(write(BASE + OIDC), {}).oidc is not None
    line = only_line(write(BASE + OIDC.replace(given, instead)))
    assert line.startswith(f"config.toml: {told}")
    assert "s3cret" not in line


def test_the_secret_of_the_provider_may_lie_in_a_file(write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    told = BASE + OIDC.replace('client_secret = "oidc-s3cret"', 'client_secret_file = "secret"')
    oidc = load_configuration(write(told), {}).oidc
    assert oidc is not None
    assert oidc.client_secret is not None
    assert oidc.client_secret.get_secret_value() == "from a file"


# Notices to staff


def test_nobody_is_told_by_default(write: Write) -> None:
    notices = load_configuration(write(BASE), {}).notices
    assert (notices.to, notices.digest_at, notices.zone) == ((), "08:00", datetime.UTC)


def test_notices_may_come_from_the_environment(write: Write) -> None:
    environ = {
        "SEN_WORKER__NOTICES__TO": "grace@vendor.example, alan@vendor.example",
        "SEN_WORKER__NOTICES__TIME_ZONE": "Europe/Berlin",
        "SEN_WORKER__NOTICES__DIGEST_AT": "",
    }
    notices = load_configuration(write(BASE), environ).notices
    assert notices.to == ("grace@vendor.example", "alan@vendor.example")
    assert (notices.digest_at, str(notices.zone)) == ("", "Europe/Berlin")


def test_a_time_of_day_need_not_stand_in_quotes(write: Write) -> None:
    assert (
        load_configuration(write(BASE + "[notices]\ndigest_at = 07:30:00\n"), {}).notices.digest_at == "07:30"
    )


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ('digest_at = "8:00"', 'digest_at must be a time of day such as "08:00", not "8:00"'),
        ('digest_at = "24:00"', 'digest_at must be a time of day such as "08:00", not "24:00"'),
        (
            'time_zone = "Mars"',
            'time_zone must be a time zone such as "Europe/Berlin" that this system knows',
        ),
        ('time_zone = "../etc"', "time_zone must be a time zone"),
        ('time_zone = ""', "time_zone must not be empty"),
        ('to = ["grace"]', "to must be an address such as"),
        ("unreachable_minutes = 0", "unreachable_minutes must be a whole number from 1 to 1440"),
    ],
)
def test_what_is_wrong_with_notices_is_told(write: Write, key: str, told: str) -> None:
    assert told in only_line(write(f"{BASE}[notices]\n{key}\n"))


@pytest.mark.parametrize(
    "address", ["Sales@Vendor.example", "sales+notices@vendor.example", "info@vendor.example"]
)
def test_no_mailbox_that_is_read_gets_notices(write: Write, address: str) -> None:
    text = BASE.replace('name = "sales"', 'name = "sales"\naliases = ["info@vendor.example"]')
    line = only_line(write(f'{text}[notices]\nto = ["grace@vendor.example", "{address}"]\n'))
    assert "[notices] must not go to" in line
    assert "a mailbox that the worker reads" in line
