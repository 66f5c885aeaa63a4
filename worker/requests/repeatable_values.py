"""Which of a customer's values a letter may repeat to somebody who may not have written them.

A mail can be forged in anybody's name, so what our letter repeats must be worth nothing to a spammer: no
link, no domain, no telephone number, nothing that shouts. It goes by shape and not by meaning: a value is
repeated where it is made of what names and postal addresses are made of. One that is not is no worse an
answer for it: whoever gives it again by answering our letter did write it.
"""

import re
import unicodedata
from collections.abc import Mapping

from worker.forms.extraction import FieldProblem
from worker.forms.form_definition import AnswerCheck
from worker.requests.senders.freemail_domains import is_freemail
from worker.requests.senders.organizational_domains import domain_of, is_aligned

_LONGEST = {
    AnswerCheck.PERSON: 80,
    AnswerCheck.ORGANIZATION: 80,
    AnswerCheck.ADDRESS: 200,
    AnswerCheck.EMAIL: 80,
}  # characters
_MOST_WORDS_OF_A_NAME = 8
_MARKS_IN_A_ROW = 3

_NAME_MARKS = frozenset(" .,׳״'’‘ʼ`´\"“”„-‐‑–—()·・")
_MARKS = _NAME_MARKS | frozenset("\n&/[]«»:;!+*#_|°º®™©§№〒、，（）：「」～〜،؛")
#: Joiners that stand within words of Persian, Hindi and their like.
_JOINERS = frozenset("\u200c\u200d")
#: What a resolver reads as a full stop (RFC 3490, 3.1), and what looks like one.
_STOPS = dict.fromkeys(map(ord, "。｡．․"), ".")
#: Spelled with a full stop and no space, and no domains.
_ABBREVIATIONS = re.compile(
    r"(?<![\w.-])(?:co\.kg(?:aa)?|s\.coop|p\.\s?o\.\s?box(?:\s\d{1,6}-\d{5})?)(?![\w-])"
)

_SUSPECT = tuple(
    re.compile(pattern)
    for pattern in (
        r"@|//|\w:/",
        r"\bh(?:tt|xx)ps?\b|\bwww|\bftp\b|\bmailto\b",
        # A domain, also with its full stop in brackets or set off by spaces.
        r"[\w-]\.[^\W\d_]{2,}",
        r"[a-z\d-][·•∙⋅‧・][a-z]{2,}",
        r"\w\s{0,3}[\[({<]\s{0,3}(?:\.|dot|at)\s{0,3}[\])}>]\s{0,3}\w",
        r"\w\s{1,3}\.\s{0,3}[^\W\d_]{2,}",
        r"\w\.\s{1,3}(?:com|net|org|info|biz|io|xyz|top|shop|online|site|club|ru|cn)\b",
        r"\w\s{1,3}dot\s{1,3}\w",
        r"\b(?:punkt|punto|point|ponto|точка)\s{1,3}(?:com|net|org|info|biz|ru|de|fr|es|it)\b",
        r"\d{1,3}(?:\.\d{1,3}){3}",
        # A telephone number, or a word that calls for one.
        r"\+\s{0,2}\d(?:[\s().\-/]{0,3}\d){6}",
        r"(?<!\w)\d(?:[\s().\-/]{0,3}\d){9}",
        r"\b(?:tel|telefon|telephone|phone|fax|mobile)\b\W{0,5}\d",
        r"\b(?:tel|call|whatsapp|telegram|viber)\b",
        r"#\s{0,2}[^\W\d_]",
        r"!.*!",
    )
)


def find_unconfirmed(
    fields: Mapping[str, str | int | None], checks: Mapping[str, AnswerCheck], account: str, requester: str
) -> dict[str, FieldProblem]:
    """The answers that a letter to a stranger can't repeat, and so asks for again, by name.

    An address of e-mail is none of them: it is read to the letter, and staff see at which domain it is.
    """
    return {
        name: FieldProblem.UNCONFIRMED
        for name, value in fields.items()
        if value is not None and name in checks and checks[name] is not AnswerCheck.EMAIL
        if not is_repeatable(checks[name], str(value), account, requester)
    }


def is_repeatable(check: AnswerCheck, value: str, account: str, requester: str) -> bool:
    """Whether a letter to a stranger at the address `requester` may hold `value`, the answer to a field.

    An e-mail address may be repeated where it is at the domain of `account`, the myAtlassian account; that
    domain itself where it is the requester's own.
    """
    account_domain = domain_of(account) if account else ""
    if check in {AnswerCheck.LICENSE_KEY, AnswerCheck.INTEGER}:
        return True  # masked but for four characters, and a number
    if len(value) > _LONGEST[check]:
        return False
    if check is AnswerCheck.EMAIL:
        return _is_address_at(value, account_domain)
    marks = _NAME_MARKS if check is AnswerCheck.PERSON else _MARKS
    if check is AnswerCheck.PERSON and len(value.split()) > _MOST_WORDS_OF_A_NAME:
        return False
    own = account_domain if account_domain == domain_of(requester) else ""
    return _is_made_of(value, marks, digits=check is not AnswerCheck.PERSON) and not _is_suspect(value, own)


def asking_address(address: str, account: str) -> str:
    """Who asks, as a letter to the owner of `account` says it: a colleague's address, else a domain.

    What stands before the @ is the sender's own choice, and could be a message of theirs.
    """
    domain = domain_of(address)
    told = is_aligned(domain, domain_of(account)) and not is_freemail(domain)
    return address if told and _is_address_at(address, domain) else domain


def _is_address_at(value: str, domain: str) -> bool:
    local, _, own = value.lower().rpartition("@")
    return bool(domain) and own == domain.lower() and re.fullmatch(r"[\w.+'-]{1,64}", local) is not None


def _is_made_of(value: str, marks: frozenset[str], *, digits: bool) -> bool:
    """Letters of any script, these marks, and perhaps digits."""
    in_a_row = 0
    for char in value:
        category = unicodedata.category(char)
        in_a_row = in_a_row + 1 if category[0] == "M" else 0
        fits = category[0] in "LM" or category == "Zs" or char in marks or char in _JOINERS
        if in_a_row > _MARKS_IN_A_ROW or not (fits or (digits and category[0] == "N")):
            return False
    return True


def _is_suspect(value: str, own_domain: str) -> bool:
    plain = unicodedata.normalize("NFKC", value.translate(_STOPS)).translate(_STOPS)
    plain = "".join(char for char in plain if char not in _JOINERS).casefold()
    bare = _ABBREVIATIONS.sub(" ", " ".join(plain.split()))
    if own_domain:
        bare = re.sub(rf"(?<![\w.@/:-]){re.escape(own_domain)}(?![\w.@/:-])", " ", bare)
    return any(pattern.search(bare) for pattern in _SUSPECT)
