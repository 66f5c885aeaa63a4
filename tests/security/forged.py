"""First mails as a spammer forges them: in anybody's name, with words of the spammer's own in each place."""

from random import Random

from tests.acceptance.customers import half_filled

SUBJECT = "Cheap pills for Ada at evil.example"
NAME = "Best Pills evil.example"
ORGANIZATION = "Visit https://evil.example/win now"
ADDRESS = "Call +1 800 555 0199 for pills, Paris, France"
EXPERT = "buy@pills.example"
#: Nothing of these may stand in a letter to somebody who did not ask for it.
SPAM = ("evil", "pills", "555 0199", "Visit", "win now")


def forged(number: int, victim: str, **headers: str) -> bytes:
    """The form but for its holder, in the name of `victim`; `headers` stand above the others."""
    key = Random(number).randbytes(48).hex()
    text = half_filled().decode()
    for old, new in (
        ("Ada Byron <ada.byron@engines.test>", f'"{NAME}" <{victim}>'),
        ("I want to migrate my Server license to Atlassian Marketplace", SUBJECT),
        ("<first@engines.test>", f"<{number}@bulk.test>"),
        ("eJwBMgDN/01vY2t1cHMgZm9yIEpJUkF8NTB8qppf5WYZ8SKe9ajnjCKgTSsZasp7A9EmYcoWxbP5DgkWYw==", key),
        ("licenses@engines.test", f"account{number}@victims.test"),
        ("Analytical Engines Ltd", ORGANIZATION),
        ("12 St James's\r\nSquare, London SW1Y 4JH, United Kingdom", ADDRESS),
        ("Atlassian Expert:", f"Atlassian Expert: {EXPERT}"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items()).encode() + (
        text.encode()
    )
