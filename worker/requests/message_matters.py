"""What a message brings to the request that it is tied to: the words of the table in `message_rights`."""

import re
from collections.abc import Mapping

from worker.forms.extraction import Extraction, FieldProblem, Kind, ReplyIntent, ReplyReading, UnreadWords
from worker.forms.intent.message_intent import is_greeting, is_thanks
from worker.forms.text.text_folding import fold_phrase, fold_words
from worker.forms.unread.word_weight import WordWeight
from worker.forms.words.closing_words import CLOSINGS, PRAISE
from worker.reading.message import LineRole, Message
from worker.requests.incoming_message import IncomingMessage
from worker.requests.merge_answers import CONFIRMATION
from worker.requests.message_rights import MessageMatter
from worker.requests.request_model import Request
from worker.requests.review_rules import license_keys
from worker.requests.threading.request_threading import Belonging, Proof

_FORMS = frozenset({Kind.MIGRATION_REQUEST, Kind.CLOUD_INTEREST})
#: A mail that refers to a letter of ours is about its request, unless it brings a whole form for another key.
_REFERRING = frozenset({Proof.MESSAGE_ID, Proof.COPY, Proof.TAG, Proof.THREAD})
#: A mail that answers a letter of ours: its subject makes it a form, and its words need not be one.
_ANSWERING = frozenset({Proof.MESSAGE_ID, Proof.COPY, Proof.TAG})
#: In these a customer's two licenses agree, and two customers of an Atlassian Expert do not.
_TELLING = ("organization", "account_email")
#: Why a value is asked for again that can be used as it stands.
_USABLE = frozenset({FieldProblem.UNCONFIRMED, FieldProblem.DOUBTED})
#: Parts that mail clients attach by themselves.
_ATTACHED_BY_CLIENTS = ("image/", "text/calendar", "application/pgp-", "application/pkcs7-", "text/x-vcard")

_PARTS = re.compile(r"[.!,;。！、]\s*")  #: of a line: "Perfect, thanks!"
_THANKS = frozenset(map(fold_phrase, CLOSINGS))
_PRAISE = frozenset(map(fold_phrase, PRAISE))

Said = Mapping[str, str | int | None]


def find_matters(
    incoming: IncomingMessage, tied: Belonging | None, said: ReplyReading | None
) -> tuple[MessageMatter, ...]:
    """What it brings, what decides about it first; `said` is what it answers on the request it is tied to."""
    extraction = incoming.extraction
    if tied is None or said is None:
        return (
            (MessageMatter.FORM,)
            if extraction.kind in _FORMS or extraction.hold
            else (MessageMatter.QUESTION,)
        )
    if (form := _form(incoming, tied)) is not None:
        return (form,)
    if said.fields and said.intent is not ReplyIntent.NOTHING:
        questions = (MessageMatter.QUESTION,) if said.intent is ReplyIntent.QUESTION else ()
        if (
            not questions
            and not said.unread
            and not said.problems
            and _says_nothing_new(tied.request, said.fields)
        ):
            return (MessageMatter.REPETITION,)
        others = [one for one in said.unread if not questions or _is_no_question(one)]
        told = (MessageMatter.UNREAD,) if others else ()
        return (_values(extraction, tied.request, said.fields), *questions, *told)
    if said.intent is ReplyIntent.QUESTION:
        if not tied.request.ask and _repeats(incoming.message, tied.request):
            return (MessageMatter.REPETITION,)
        blank = extraction.kind in _FORMS and not any(extraction.fields.values())
        return (MessageMatter.REPETITION,) if blank and not said.unread else (MessageMatter.QUESTION,)
    if said.unread:
        return (MessageMatter.UNREAD,)
    # While something is asked, what passes for small talk ("done", "the second") may be meant as an answer.
    doubtful = bool(tied.request.ask) and not _only_thanks(incoming.message)
    if extraction.kind in _FORMS and not is_attached(incoming.message):
        answers = doubtful and tied.proof in _ANSWERING
        return (MessageMatter.QUESTION,) if answers else (MessageMatter.REPETITION,)
    return (MessageMatter.QUESTION,) if doubtful or is_attached(incoming.message) else (MessageMatter.THANKS,)


def _is_no_question(words: UnreadWords) -> bool:
    """Whether unread words are others than the question that a person is told of anyway."""
    return words.weight != WordWeight.QUESTION and not words.text.rstrip(" \"')”’").endswith(("?", "？"))


def brings_other_form(extraction: Extraction, tied: Belonging) -> bool:
    """Whether it brings another form than the request's; the subject alone, on an answer, brings none."""
    if extraction.kind not in _FORMS or extraction.form in (None, tied.request.form):
        return False
    blank = extraction.kind is Kind.MIGRATION_REQUEST and not any(extraction.fields.values())
    return not (blank and _refers(tied))


def _refers(tied: Belonging) -> bool:
    return tied.proof in _REFERRING or tied.by_letter


def _form(incoming: IncomingMessage, tied: Belonging) -> MessageMatter | None:
    """A form that is not simply the request's own."""
    extraction = incoming.extraction
    if extraction.kind not in _FORMS:
        return None
    if brings_other_form(extraction, tied):
        return MessageMatter.OTHER_FORM
    if extraction.form != tied.request.form:
        return None
    keys = str(extraction.fields.get("license_key") or "").split()
    candidates = (tied.request, *tied.others)
    if _refers(tied):
        others = keys and all(_has_other_keys(one, keys) for one in candidates)
        another = _is_whole(extraction, incoming.required) and others
        return MessageMatter.SECOND_LICENSE if another else None
    if any(_fits(one, keys, extraction.fields) for one in candidates):
        return None
    keyed = keys and all(map(_usable_keys, candidates))
    return MessageMatter.SECOND_LICENSE if keyed else MessageMatter.DOUBTFUL_FORM


def _fits(request: Request, keys: list[str], said: Said) -> bool:
    """Whether a form may be about the request: by its key, else by what it does not contradict."""
    if set(keys) & set(_usable_keys(request)):
        return True
    return not (keys and _usable_keys(request)) and not _contradicts(request, said)


def _has_other_keys(request: Request, keys: list[str]) -> bool:
    ours = _usable_keys(request)
    return bool(ours) and not set(keys) & set(ours)


def _usable_keys(request: Request) -> tuple[str, ...]:
    return license_keys(request) if _stands(request, "license_key") else ()


def _stands(request: Request, name: str) -> bool:
    """Whether a value tells which matter it is: it does though it is asked for again to be sure."""
    return name not in request.ask or request.problems.get(name) in _USABLE


def _contradicts(request: Request, said: Said) -> bool:
    """Whether it names another organization or account than the ones on record."""
    for name in _TELLING:
        field = request.fields.get(name)
        ours = field.value if field is not None and _stands(request, name) else None
        if ours and said.get(name) and _alike(ours) != _alike(said[name]):
            return True
    return False


def _is_whole(extraction: Extraction, required: tuple[str, ...]) -> bool:
    return all(extraction.fields.get(name) is not None for name in required if name != CONFIRMATION)


def _repeats(message: Message, request: Request) -> bool:
    """Whether each line of the author's own is an answer that is on record, or only greets or closes."""
    known = {_alike(field.value) for name, field in request.fields.items() if name not in request.ask}
    said = [
        line.text
        for body in message.bodies[:1]
        for line in body.lines
        if line.role is LineRole.OWN and line.text.strip()
    ]
    told = [_alike(line) in known - {""} for line in said]
    idle = [is_greeting(line) or "".join(fold_words(line[:200])) in _THANKS for line in said]
    return any(told) and all(one or other for one, other in zip(told, idle, strict=True))


def _says_nothing_new(request: Request, said: Said) -> bool:
    """Whether each value is the one on record, and none was asked for."""
    for name, value in said.items():
        field = request.fields.get(name)
        if (
            name == CONFIRMATION
            or name in request.ask
            or field is None
            or _alike(field.value) != _alike(value)
        ):
            return False
    return True


def _values(extraction: Extraction, request: Request, said: Said) -> MessageMatter:
    if extraction.kind in _FORMS:
        return MessageMatter.FORM
    return MessageMatter.ANSWERS if set(said) <= set(request.ask) else MessageMatter.CORRECTION


def is_attached(message: Message) -> bool:
    """Whether what its author has to say may be in an attachment."""
    if any(not one.content_type.startswith(_ATTACHED_BY_CLIENTS) for one in message.attachments):
        return True
    own = any(
        line.role is LineRole.OWN and line.text.strip() for body in message.bodies for line in body.lines
    )
    return bool(message.bodies) and not own


def _only_thanks(message: Message) -> bool:
    """Whether each line of the author's own is thanks, a greeting, a closing or their name."""
    names = set(fold_words(message.from_.name))
    thanked = False
    for body in message.bodies:
        for line in (line for line in body.lines if line.role is LineRole.OWN and line.text.strip()):
            for part in _PARTS.split(line.text[:200]):
                said = "".join(word for word in fold_words(part) if word not in names)
                thanks = said in _THANKS or is_thanks(part)
                thanked |= thanks
                if said and not thanks and said not in _PRAISE and not is_greeting(part):
                    return False
    return thanked


def _alike(value: object) -> str:
    return "".join(char for char in str(value or "").casefold() if char.isalnum())
