"""Whether an answer still holds what somebody should have decoded, or what was lost on its way. Pure.

Nobody's name, company or address looks like that: such a value is asked for again rather than taken.
"""

import re

from worker.reading.parts import transfer_encoding

_ESCAPES = re.compile(
    # of links (RFC 3986) and of quoted-printable, with a soft break in the middle of a word
    r"%(?:25)*(?:0[AaDd]|20|2[Cc]|3[Aa]|[Cc][2-9A-Fa-f]%)|=(?:0[AaDd]|20|3[Dd]|[Cc][3-9A-Fa-f]=)|\w=\s"
    # encoded words (RFC 2047), a prompt's number joined to what stood before it
    r"|=\?[\w-]{2,30}\?[bBqQ]\?|(?:^|\s)\d\.\+\s*$"
    # references of HTML, escapes of JSON and programs, letters of UTF-7 (RFC 2152)
    r"|&(?:[A-Za-z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})"
    r"|\+A[A-Za-z0-9+/]{2,10}-(?!\d)"
    # characters that nobody could read, and a question mark in place of a letter
    r"|\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_])"
)
#: What bytes of UTF-8 in Latin letters look like in a charset of one byte, also without the second one; words
#: in capitals may well end in Ä or Å, with a closing quotation mark or a dash behind them.
_TWO_FOR_ONE = re.compile(
    r"[ÂÃ][\u0080-\u00bfŒœŠšŽžŸƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]|[ÄÅ][\u0080-\u009f¡-ª¬±-º¼-¿ŒœŠšŽžŸƒˆ˜‚„†‡•‰‹€™]|Ã(?=[a-z])"
)
_CODECS = ("cp1252", "cp1251", "cp1250")


def looks_encoded(answer: str) -> bool:
    """Whether some of it is not as its writer wrote it."""
    if _ESCAPES.search(answer) or transfer_encoding.undeclared(answer.encode("utf-8", "replace")):
        return True
    if answer.isascii():
        return False
    return bool(_TWO_FOR_ONE.search(answer)) or any(_is_utf8_as(codec, answer) for codec in _CODECS)


def _is_utf8_as(codec: str, answer: str) -> bool:
    """UTF-8 that was read as another charset on its way, in any script."""
    try:
        return answer.encode(codec).decode("utf-8") != answer
    except UnicodeError:
        return False
