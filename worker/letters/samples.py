"""Made-up values for each letter, for previews, for checking templates, and for tests."""

from collections.abc import Mapping
from dataclasses import replace

from worker.letters.values import Answer, LetterValues, License, Question
from worker.requests.merge import masked
from worker.requests.values import LetterKind

_KEY = masked("eJx9kLFuwjAQhndeYqk7Q")
_ACCOUNT = "atlassian@nordlicht-verlag.example"

_UNDERSTOOD = (
    Answer(label="License key", value=_KEY),
    Answer(label="Email address of the myAtlassian account", value=_ACCOUNT),
    Answer(label="Holder of the myAtlassian account", value="Jörg Ångström-Weiß"),
    Answer(label="Organization", value="Nordlicht Verlag GmbH & Co. KG"),
    Answer(label="Address", value="Hafenstraße 12\n24103 Kiel\nGermany"),
    Answer(label="Email address of the Atlassian Expert", value="expert@fjordpartner.example"),
)

_QUESTIONS = (
    Question(
        field="organization",
        number=4,
        prompt="The organization (company) name for the License:",
        reason="it was left empty",
    ),
    Question(
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
        Answer(label="Current license", value="Mind maps for Confluence, 25 users"),
        Answer(label="Number of users", value="40"),
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
            License(sen="SEN-15038217", line=f"License key {_KEY}: SEN-15038217"),
            License(
                sen="SEN-L15038218",
                line=f"License key {masked('eJyNlktvgkAUhfv3Zw')}: SEN-L15038218",
            ),
        ),
    ),
    LetterKind.REJECTED: replace(
        _MIGRATION,
        reject_reason="not_matching",
        note="Your license is for 10 users and your server for 100. We would be glad to make you an offer.",
    ),
    LetterKind.EXPIRED: _HALF,
    LetterKind.CLOUD_INTEREST: _INTEREST,
    LetterKind.ANNOUNCEMENT: _INTEREST,
}
