"""Mail of a customer of our own invention."""

from datetime import UTC, datetime
from email.utils import format_datetime

from tests.acceptance.installation import VENDOR

CUSTOMER = "ada.byron@engines.test"
#: Today: mail of long ago is not answered.
WRITTEN = format_datetime(datetime.now(UTC))
KEY = "eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB8qppf5WYZ8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5DgkWYw=="


def half_filled() -> bytes:
    return f"""\
From: Ada Byron <{CUSTOMER}>
To: {VENDOR}
Subject: I want to migrate my Server license to Atlassian Marketplace
Message-ID: <first@engines.test>
Date: {WRITTEN}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

By sending this message I confirm:

I am using my Balsamiq plugin license on my server (not on Atlassian Cloud)
and I acknowledge that once my license is transferred to Atlassian
Marketplace, it will be required to match my server levels.

The information you requested is below:

1. My License Key: {KEY}
2. The email address for the myAtlassian account for the license: licenses@engines.test
3. The first and last name of the holder of the myAtlassian account
4. The organization (company) name for the License: Analytical Engines Ltd
5. The organization's full address (including country): 12 St James's
Square, London SW1Y 4JH, United Kingdom
6. If applicable, the email address of my Atlassian Expert:
""".replace("\n", "\r\n").encode()


def complete() -> bytes:
    """The same with its holder's name."""
    return half_filled().replace(
        b"holder of the myAtlassian account\r\n", b"holder of the myAtlassian account: Ada Byron\r\n"
    )


def answer(message_id: str, subject: str, quoted: str) -> bytes:
    below = "\n".join(f"> {line}" for line in quoted.splitlines())
    text = f"""\
From: Ada Byron <{CUSTOMER}>
To: {VENDOR}
Subject: {subject}
Message-ID: <second@engines.test>
In-Reply-To: {message_id}
References: <first@engines.test> {message_id}
Date: {WRITTEN}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Ada Byron

On 2 Mar 2026, at 10:05, Vendor Sales <{VENDOR}> wrote:

{below}
"""
    return text.replace("\n", "\r\n").encode()


def unrelated() -> bytes:
    return f"""\
From: Charles <charles@difference.test>
To: {VENDOR}
Subject: Lunch on Friday
Message-ID: <lunch@difference.test>
Date: {WRITTEN}

Are you free at noon?
""".replace("\n", "\r\n").encode()
