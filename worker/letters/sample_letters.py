"""Made-up values for each letter and notice, for previews, for checking templates, and for tests."""

from collections.abc import Mapping
from dataclasses import replace

from worker.letters.notice_context import NoticeValues, WaitingItem, WaitingPile
from worker.letters.values import LetterAnswer, LetterLicense, LetterQuestion, LetterRow, LetterValues
from worker.notices.values import NoticeKind, Trouble
from worker.requests.merge_answers import mask_key
from worker.requests.request_model import LetterKind

_KEY = mask_key("eJx9kLFuwjAQhndeYqk7Q")
_ACCOUNT = "atlassian@nordlicht-verlag.example"

_UNDERSTOOD = (
    LetterAnswer(label="License key", value=_KEY),
    LetterAnswer(label="Email address of the myAtlassian account", value=_ACCOUNT),
    LetterAnswer(label="Holder of the myAtlassian account", value="Jörg Ångström-Weiß"),
    LetterAnswer(label="Organization", value="Nordlicht Verlag GmbH & Co. KG"),
    LetterAnswer(label="Address", value="Hafenstraße 12\n24103 Kiel\nGermany"),
    LetterAnswer(label="Email address of the Atlassian Expert", value="expert@fjordpartner.example"),
)

_QUESTIONS = (
    LetterQuestion(
        field="organization",
        number=4,
        prompt="The organization (company) name for the License:",
        reason="there is no answer yet",
    ),
    LetterQuestion(
        field="address",
        number=5,
        prompt="The organization's full address (including country):",
        reason="the country is missing",
    ),
)

_MIGRATION = LetterValues(
    reference="SW-7K3QXD",
    form="marketplace-migration",
    vendor="Example Sales",
    name="Jörg Ångström-Weiß",
    understood=_UNDERSTOOD,
    account_email=_ACCOUNT,
)

_INTEREST = LetterValues(
    reference="SW-4MXH2P",
    form="cloud-interest",
    vendor="Example Sales",
    name="Zoë Nakamura",
    understood=(
        LetterAnswer(label="Current license", value="Mind maps for Confluence, 25 users"),
        LetterAnswer(label="Number of users", value="40"),
    ),
    users=40,
)

_HALF = replace(_MIGRATION, understood=(*_UNDERSTOOD[:3], _UNDERSTOOD[5]), questions=_QUESTIONS)

SAMPLES: Mapping[LetterKind, LetterValues] = {
    LetterKind.MISSING_FIELDS: _HALF,
    LetterKind.RECEIVED: _MIGRATION,
    LetterKind.REMINDER: replace(_HALF, days_left=23),
    LetterKind.LAST_NOTICE: replace(_HALF, days_left=3),
    LetterKind.ANSWER: replace(
        _HALF,
        note="Yes, the move is free of charge, and your maintenance goes on as before.",
    ),
    LetterKind.SEN_CONFIRMATION: replace(
        _MIGRATION,
        licenses=(
            LetterLicense(sen="SEN-15038217", line=f"License key {_KEY}: SEN-15038217"),
            LetterLicense(
                sen="SEN-L15038218",
                line=f"License key {mask_key('eJyNlktvgkAUhfv3Zw')}: SEN-L15038218",
            ),
        ),
    ),
    LetterKind.REJECTED: replace(
        _MIGRATION,
        reject_reason="not_matching",
        note="Your license is for 10 users and your server for 100. We would be glad to make you an offer.",
    ),
    LetterKind.UPGRADE_NEEDED: replace(
        _MIGRATION,
        note="Your license is for 10 users and your server for 100. The upgrade costs 300 USD.",
    ),
    LetterKind.UPGRADE_REMINDER: _MIGRATION,
    LetterKind.EXPIRED: _HALF,
    LetterKind.CLOUD_INTEREST: _INTEREST,
    LetterKind.ANNOUNCEMENT: _INTEREST,
    LetterKind.ACCOUNT_CHANGED: _MIGRATION,
    LetterKind.ACCOUNT_CHANGE_ASKED: replace(
        _MIGRATION,
        questions=(
            LetterQuestion(
                field="account_email",
                number=2,
                prompt="The email address for the myAtlassian account for the license:",
                reason="",
            ),
        ),
    ),
    LetterKind.BATCH: replace(
        _MIGRATION,
        understood=(),
        account_email="",
        rows=(
            LetterRow(
                reference="SW-7K3QXD",
                state="ready_for_review",
                organization="Nordlicht Verlag GmbH & Co. KG",
                account_email=_ACCOUNT,
                keys=(_KEY,),
            ),
            LetterRow(
                reference="SW-9PLMR4",
                state="needs_info",
                organization="Fjord & Partner AS",
                account_email="it@fjordpartner.example",
                keys=(mask_key("eJyNlktvgkAUhfv3Zw"),),
                questions=_QUESTIONS[1:],
            ),
            LetterRow(
                reference="SW-5TTQ8B",
                state="completed",
                organization="Kystlinje Arkitekter",
                account_email="post@kystlinje.example",
                keys=(mask_key("eJwBMgDNMgzE"),),
                sens=("SEN-15038217",),
            ),
        ),
    ),
    LetterKind.ACCOUNT_OWNER_ASKED: replace(
        _MIGRATION, understood=(), asked_by="joerg@nordlicht-verlag.example", keys=(_KEY,)
    ),
}

_PAGES = "https://desk.vendor.example"


def _request(reference: str, organization: str, waits: str, what: str = "") -> WaitingItem:
    link = f"{_PAGES}/requests/{reference}"
    return WaitingItem(reference=reference, organization=organization, waits=waits, what=what, link=link)


_DIGEST = NoticeValues(
    vendor="Example Sales",
    link=f"{_PAGES}/queue",
    piles=(
        WaitingPile(
            name="ready",
            count=7,
            more=4,
            link=f"{_PAGES}/queue?state=ready_for_review",
            oldest=(
                _request("SW-7K3QXD", "Nordlicht Verlag GmbH & Co. KG", "3 days"),
                _request("SW-4MXH2P", "Analytical Engines Ltd", "2 days"),
                _request("SW-9TRC6V", "", "20 hours"),
            ),
        ),
        WaitingPile(
            name="approved",
            count=1,
            link=f"{_PAGES}/queue?state=approved",
            oldest=(_request("SW-3HNB8K", "東京出版株式会社", "4 days"),),
        ),
        WaitingPile(
            name="attention",
            count=1,
            link=f"{_PAGES}/queue?state=attention",
            oldest=(_request("SW-Q5ZM2D", "Fjordwerk AS", "6 days"),),
        ),
        WaitingPile(
            name="held", count=1, oldest=(_request("SW-Q5ZM2D", "Fjordwerk AS", "6 days", "received"),)
        ),
        WaitingPile(
            name="uncertain",
            count=1,
            oldest=(_request("SW-3HNB8K", "東京出版株式会社", "5 hours", "reminder"),),
        ),
        WaitingPile(
            name="failed",
            count=1,
            oldest=(_request("SW-9TRC6V", "", "1 hour", "sen_confirmation"),),
        ),
        WaitingPile(
            name="mentions",
            count=1,
            oldest=(_request("SW-9TRC6V", "", "2 hours", "maya, by olga"),),
        ),
        WaitingPile(
            name="quarantine",
            count=2,
            oldest=(WaitingItem(reference="", what="2 in mailbox sales", waits="2 days"),),
        ),
    ),
)


def _trouble(trouble: Trouble, part: str = "", problem: str = "", size: int = 0) -> NoticeValues:
    return NoticeValues(
        vendor="Example Sales",
        trouble=trouble,
        part=part,
        problem=problem,
        size=size,
        since="Monday, 2 March 2026, 09:12 CET",
        lasted="15 minutes",
        link=f"{_PAGES}/queue",
    )


_TROUBLES = (
    _trouble(
        Trouble.MAILBOX,
        "mailbox sales",
        'mailbox "sales": imap.vendor.example:993 does not answer; check host and port',
    ),
    _trouble(Trouble.TOKEN, "token of mailbox sales", "login.example.com grants no token (invalid_grant)"),
    _trouble(
        Trouble.RELAY,
        "outbox",
        "[smtp]: smtp.vendor.example:587 refuses the login; check username and password",
    ),
    _trouble(Trouble.BREAKER, problem="500 automatic letters in the last hour, and letters_per_hour is 500"),
    _trouble(
        Trouble.STRANGERS,
        problem="letters to strangers are held: 100 of 100 of them in the last hour"
        " (policy.letters_to_strangers_per_hour)",
    ),
    replace(_trouble(Trouble.UNCERTAIN, size=1), piles=(_DIGEST.piles[4],)),
    replace(_trouble(Trouble.FAILED, size=1), piles=(_DIGEST.piles[5],)),
    _trouble(Trouble.LEDGER, "sales", 'mailbox "sales": 2 of 40 messages are not accounted for'),
    _trouble(Trouble.MISSED, "sales", size=3),
    _trouble(Trouble.QUARANTINE, "sales", size=4),
    _trouble(Trouble.WORKER, "timers", "nothing done for 1900 seconds"),
)

#: The first of each kind is what a preview shows.
NOTICES: tuple[tuple[NoticeKind, NoticeValues], ...] = (
    (NoticeKind.DIGEST, _DIGEST),
    *((NoticeKind.ALERT, values) for values in _TROUBLES),
    (
        NoticeKind.ASSIGNED,
        NoticeValues(
            vendor="Example Sales",
            piles=(
                WaitingPile(
                    name="given", count=1, oldest=(_request("SW-9TRC6V", "", "1 minute", "by olga"),)
                ),
            ),
            part="maya",
            link=f"{_PAGES}/queue",
        ),
    ),
    *((NoticeKind.RECOVERED, values) for values in _TROUBLES if values.trouble != Trouble.MISSED),
)
