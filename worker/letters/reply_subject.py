"""The subject of a reply: the customer's own, once "Re:", once our reference. Knows no MIME."""

import re

from worker.letters.plain_text import one_line
from worker.requests.threading.identifiers import references_in

LIMIT = 200  #: characters of a customer's subject that are kept
_READ = 1000  # characters that are looked at, so that stacked prefixes stay cheap
_WITHOUT_SUBJECT = "your request"

#: What mail clients put before the subject of a reply or a forward, by their languages.
_REPLY = (
    "re",  # English and most others
    "aw", "antw", "antwort",  # German, Dutch
    "sv", "vs", "svar",  # Swedish, Norwegian, Danish, Icelandic, Finnish, Estonian
    "ré", "rép",  # French
    "r", "rif",  # Italian
    "res", "resp",  # Portuguese, Spanish
    "odp", "odg", "ats", "atb",  # Polish, Czech, Slovak, Croatian, Lithuanian, Latvian, Welsh
    "vá", "răsp", "ynt", "bls", "tl",  # Hungarian, Romanian, Turkish, Indonesian, Vietnamese
    "απ", "σχετ", "отв", "ответ", "відп", "השב", "תגובה", "رد",  # Greek, Russian, Ukrainian, Hebrew, Arabic
    "回复", "回覆", "答复", "答覆", "返信", "회신", "답장",  # Chinese, Japanese, Korean
    "ตอบกลับ", "ตอบ",  # Thai
)  # fmt: skip
_FORWARD = (
    "fw", "fwd",  # English and most others
    "wg", "doorst",  # German, Dutch
    "vb", "vl", "fs",  # Swedish, Norwegian, Finnish, Icelandic
    "tr", "i", "rv", "enc",  # French, Italian, Spanish, Portuguese
    "pd", "továbbítás", "ilt", "i̇lt", "trs",  # Polish, Hungarian, Turkish, Indonesian
    "πρθ", "пер", "הועבר",  # Greek, Russian, Ukrainian, Hebrew
    "转发", "轉寄", "轉發", "転送", "전달", "ส่งต่อ",  # Chinese, Japanese, Korean, Thai
)  # fmt: skip
# A count may follow the word: "Re[2]:", "AW(3):", "Re^2:".
_WORD = "|".join(map(re.escape, _REPLY + _FORWARD))
_COUNT = r"\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3}"
_PREFIX = re.compile(rf"\s*(?:{_WORD})(?:{_COUNT})?\s?[:：]", re.IGNORECASE)


def base_subject(subject: str) -> str:
    """What the subject is about: in one line, without reply and forward prefixes and our references."""
    bare = one_line(subject[:_READ], _READ)
    for reference in references_in(bare):
        bare = _strip_reference(bare, reference)
    return one_line(_strip_prefixes(bare), LIMIT)


def reply_subject(customer_subject: str, reference: str, default: str = _WITHOUT_SUBJECT) -> str:
    """`Re: `, what the customer's subject is about or `default`, and the reference in brackets, once each."""
    about = _strip_prefixes(_strip_reference(base_subject(customer_subject), reference))
    return f"Re: {about or default} [{reference}]"


def _strip_reference(subject: str, reference: str) -> str:
    bare = re.sub(re.escape(f"[{reference}]"), " ", subject, flags=re.IGNORECASE)
    return " ".join(bare.split())


def _strip_prefixes(subject: str) -> str:
    start = 0
    while match := _PREFIX.match(subject, start):
        start = match.end()
    return subject[start:].strip()
