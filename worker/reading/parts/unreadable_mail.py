"""Why a sender's words can't be read although there are some: encrypted, wrapped, or in a file alone."""

import re
from collections.abc import Collection, Sequence

from worker.reading.message import Body
from worker.reading.parts import mime_parts, smime

_PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_PGP_TYPES = frozenset({"multipart/encrypted", "application/pgp-encrypted"})
_TNEF_TYPES = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_RIGHTS = (".rpmsg",)
#: Files in which portals for protected mail (Cisco, Proofpoint, Zix, SEPPmail) wrap a message.
_PORTALS = frozenset(
    {
        "securedoc.html",
        "securedoc.htm",
        "securemessageatt.html",
        "securemessageatt.htm",
        "securemessage.html",
        "secure-email.html",
        "encrypted.html",
        "encryptedmessage.html",
    }
)


#: Characters of a text that are looked at.
_LOOKED_AT = 4_000
_ENCODED_LINES = re.compile(r"^[ \t]*(?:=\?[\w.*-]+\?[BbQq]\?[^?\s]*\?=[ \t]*)+$", re.MULTILINE)


def reason(tree: mime_parts.MimeTree, bodies: Sequence[Body], garbage: Collection[str] = ()) -> str:
    """Why the words can't be read, for staff; empty where there is nothing of the kind.

    `garbage` are the numbers of text parts that hold no text.
    """
    types = {part.content_type for part in tree.parts()}
    leaves = list(tree.leaves())
    names = {mime_parts.filename(part).lower() for part in leaves}
    if any(smime.is_smime(part.content_type, mime_parts.filename(part)) for part in leaves):
        return "it is encrypted (S/MIME)"
    if types & _PGP_TYPES or any(_PGP.search(body.text) for body in bodies):
        return "it is encrypted (PGP)"
    if "application/x-microsoft-rpmsg-message" in types or any(name.endswith(_RIGHTS) for name in names):
        return "it is protected by rights management"
    if names & _PORTALS:
        return "it lies on a portal for protected mail"
    if why := _no_text(bodies, garbage):
        return why
    has_words = any(body.text.strip() for body in bodies)
    if not has_words and "message/partial" in types:
        return "it is a part of a message that was sent in several (message/partial)"
    if not has_words and "message/external-body" in types:
        return "its text lies elsewhere (message/external-body)"
    if not has_words and (types & _TNEF_TYPES or "winmail.dat" in names):
        return "it is packed in a winmail.dat (TNEF)"
    if not bodies and not any(part.content_type.startswith("message/") for part in leaves):
        return "there is no text in it, but files"
    return ""


def _no_text(bodies: Sequence[Body], garbage: Collection[str]) -> str:
    if bodies and all(_is_still_encoded(body.text[:_LOOKED_AT]) for body in bodies):
        return "its text is encoded in a way that is not known"
    if bodies and all(body.part in garbage for body in bodies):
        return "its text is none: packed data, a file or garbage"
    return ""


def _is_still_encoded(text: str) -> bool:
    """Most of it are lines of encoded words (RFC 2047), of which no body is made."""
    encoded = sum(len(found[0]) for found in _ENCODED_LINES.finditer(text)) if "=?" in text else 0
    return 2 * encoded > len(text)
