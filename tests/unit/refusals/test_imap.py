"""What IMAP servers say, and what it is about: the sentences are those of real servers."""

import pytest

from worker.refusals import RefusalKind, RefusalVerdict, judge_fetch_answer, judge_login_answer
from worker.refusals.imap_refusals import names_password

STATES = [
    # Exchange, Microsoft 365
    "BAD [b'Request is throttled. Suggested Backoff Time: 299961 milliseconds']",
    "Server Unavailable. 15",
    "BAD [b'User is authenticated but not connected.']",
    "BAD [b'Command received in Invalid state.']",
    "Session invalidated - AccessTokenExpired",
    "Connection is closed. 13",
    "BAD [b'Connection closed. 14']",
    "Mailbox has exceeded maximum connections",
    # Gmail
    "[OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)",
    "Account exceeded command or bandwidth limits. (Failure)",
    "System Error (Failure)",
    "Temporary System Error (Failure)",
    "[ALERT] Too many simultaneous connections. (Failure)",
    "[UNAVAILABLE] Backend Error abc123",
    "Lookup failed gi7mb12345",
    "[THROTTLED]",
    "[ALERT] IMAP access is temporarily rate limited",
    # Dovecot
    "[SERVERBUG] Internal error occurred. Refer to server log for more information. [2026-01-01 10:00:00]",
    "Internal error occurred. Refer to server log for more information.",
    "[INUSE] Timeout while waiting for lock",
    "[UNAVAILABLE] Server shutting down.",
    "[UNAVAILABLE] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=10)",
    "[LIMIT] Maximum number of connections from user+IP exceeded",
    "[EXPUNGEISSUED] Some of the requested messages no longer exist.",
    "[CORRUPTION] Mailbox index is corrupt",
    "Out of memory",
    # Courier
    "[ALERT] Maximum number of connections reached.",
    "Temporary problem, please try again later",
    "Unable to open this mailbox.",
    # Zimbra
    "[UNAVAILABLE] account is in maintenance mode",
    "FETCH failed: system failure: database error",
    "mailbox is in maintenance, try again",
    # iCloud
    "[UNAVAILABLE] Unexpected exception",
    "Service temporarily unavailable",
    # Yahoo, AOL
    "[SERVERBUG] FETCH Server error - Please try again later",
    "[UNAVAILABLE] FETCH Backend error",
    "[LIMIT] FETCH Rate limit hit.",
    "[CLIENTBUG] FETCH Command is not valid in this state",
    # Cyrus
    "System I/O error",
    "Server(s) unavailable to complete operation",
    "[UNAVAILABLE] Mailbox is locked by another process",
    "Over quota",
    # Others, and RFC 5530 with words that say nothing
    "[INUSE] x",
    "[CONTACTADMIN] x",
    "[NOPERM] x",
    "[unavailable] x",
    "Mailbox is being moved to another server",
    "Server overloaded, load average too high",
    "input/output error",
    "Unable to connect to backend server",
    "proxy: upstream connection timed out",
]
DOUBTFUL = [
    "FETCH failed",
    "BAD [b'Command Error. 12']",
    "Error in IMAP command received by server.",
    "nein",
    "",
    "BAD [b'']",
    "[ALERT] See the announcement",
    "[CLIENTBUG] x",
]
MESSAGES = [
    "The requested message could not be converted to an RFC-822 compatible format.",  # Exchange
    "Some messages could not be FETCHed (Failure)",  # Gmail
    "Cannot open message 5",  # Courier
    "FETCH failed: mime parse error",  # Zimbra
    "[UNKNOWN-CTE] Can not process the binary data",  # Cyrus
    "No such message",
    "Message 7 is corrupt",
    "Invalid message header",
    "Message contains a virus",
    "message does not exist",
]
WRONG_PASSWORDS = [
    "[AUTHENTICATIONFAILED] Authentication failed.",  # Dovecot
    "[AUTHENTICATIONFAILED] Invalid credentials (Failure)",  # Gmail
    "[ALERT] Invalid credentials (Failure)",
    "[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833",
    "LOGIN failed.",  # Exchange, Zimbra
    "AUTHENTICATE failed.",
    "Login failed.",  # Courier
    "Login failed: authentication failure",  # Cyrus
    "authentication failure",
    "[AUTHENTICATIONFAILED] LOGIN Invalid credentials",  # Yahoo
    "LOGIN Incorrect username or password",
    "Invalid user name or password.",  # hMailServer
    "bad username or password",
    "[EXPIRED] That password isn't valid any more",
    "LOGIN Login error or password error",  # 163.com
    "BAD [b'Invalid username or password']",
    "[AUTHENTICATIONFAILED] x",
]
OTHER_WAYS = [
    "BAD [b'Unsupported authentication mechanism']",
    "Unsupported authentication mechanism.",  # Dovecot
    "BAD [b'Unknown command']",
    "no mechanism available",  # Cyrus
    "[PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.",
    "Plaintext authentication disabled",
    "AUTHENTICATE failed (TLS required)",
    "BAD [b'Command not implemented']",
    "Basic authentication is disabled",
    "AUTHENTICATE PLAIN is not supported",
    "LOGIN is disabled; use OAuth2",
    "mechanism not supported",
    "BAD [b'x']",
]
ABOUT_THE_ACCOUNT = [
    "[ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page",
    "[WEBALERT https://accounts.google.com/signin/continue?x=1] Web login required.",
    "[ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754",
    "[AUTHORIZATIONFAILED] No such authorization-ID",
    "LOGIN Unsafe Login. Please contact kefu@188.com for help",
    "[CONTACTADMIN] x",
    "Account is locked",
    "Account has been suspended",
    "IMAP access is disabled for your account",
    "Access blocked by conditional access policy",
]
STATES_AT_LOGIN = [
    "Temporary authentication failure.",  # Dovecot
    "[UNAVAILABLE] Temporary authentication failure. [mail:2026-01-01 10:00:00]",
    "[ALERT] Too many simultaneous connections. (Failure)",
    "[AUTHENTICATIONFAILED] AUTHENTICATE Server error - Please try again later",  # Yahoo
    "[LIMIT] LOGIN Rate limit hit.",
    "[INUSE] Too many connections",
    "LOGIN failed: account is in maintenance mode",  # Zimbra
    "Server Unavailable. 15",
    "BAD [b'User is authenticated but not connected.']",
    "Can't connect to authentication server, LDAP lookup failed",
    "[AUTHENTICATIONFAILED] Too many login failures, please try again later",
    "Login fail. Account is abnormal, login frequency limited, or system is busy.",  # QQ
]


@pytest.mark.parametrize("words", STATES)
def test_a_refusal_of_mail_about_the_server_spares_the_message(words: str) -> None:
    assert judge_fetch_answer(words).spares_message


@pytest.mark.parametrize("words", DOUBTFUL)
def test_in_doubt_it_is_the_servers_state(words: str) -> None:
    assert judge_fetch_answer(words) == RefusalVerdict(RefusalKind.STATE, certain=False)


@pytest.mark.parametrize("words", MESSAGES)
def test_a_refusal_of_one_message_is_told_as_such(words: str) -> None:
    assert judge_fetch_answer(words).kind is RefusalKind.MESSAGE


@pytest.mark.parametrize("words", WRONG_PASSWORDS)
def test_a_wrong_password_is_told_as_such(words: str) -> None:
    assert judge_login_answer(words) == RefusalVerdict(RefusalKind.PASSWORD)


@pytest.mark.parametrize("words", OTHER_WAYS)
def test_a_refused_mechanism_is_told_as_such(words: str) -> None:
    assert judge_login_answer(words).kind is RefusalKind.MECHANISM


@pytest.mark.parametrize("words", ABOUT_THE_ACCOUNT)
def test_what_the_account_may_not_do_is_no_wrong_password(words: str) -> None:
    assert judge_login_answer(words) == RefusalVerdict(RefusalKind.ACCOUNT)


@pytest.mark.parametrize("words", STATES_AT_LOGIN)
def test_a_server_in_trouble_is_no_wrong_password(words: str) -> None:
    assert judge_login_answer(words) == RefusalVerdict(RefusalKind.STATE)


def test_a_login_refused_in_words_that_nobody_knows_is_the_servers_state() -> None:
    assert judge_login_answer("nein") == RefusalVerdict(RefusalKind.STATE, certain=False)


def test_only_a_code_that_says_so_rules_out_another_way_of_signing_in() -> None:
    assert names_password("[AUTHENTICATIONFAILED] Authentication failed.")
    assert not names_password("Authentication failed.")
    assert not names_password("BAD [b'Unsupported authentication mechanism']")
