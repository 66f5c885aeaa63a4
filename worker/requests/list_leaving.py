"""Leaving the list of interested Cloud users by one word, and joining it by a yes to our offer."""

import re
from collections.abc import Callable

from worker.forms.extraction import FactKind
from worker.forms.intent.confirmation_statement import is_yes
from worker.forms.intent.message_intent import is_greeting, takes_off, wants_news
from worker.forms.text.keyword_sets import KeywordSet
from worker.forms.text.mail_closings import is_closing
from worker.forms.text.negation import is_negated
from worker.forms.text.text_folding import fold_words
from worker.reading.message import Automation, LineRole, Message
from worker.requests.request_model import CLOUD_INTEREST_FORM, ON_THE_LIST, KnownFacts, Request, State

#: What somebody writes who wants no mail any more, in the languages of our letters.
_LEAVING = frozenset(
    {
        *(
            "unsubscribe",
            "unsubscribe me",
            "please unsubscribe",
            "please unsubscribe me",
            "stop",
            "remove me",
        ),
        *("abmelden", "abbestellen", "austragen", "bitte abmelden", "bitte austragen", "abmeldung"),
        *("désinscription", "désinscrire", "me désinscrire", "se désinscrire", "désabonner", "me désabonner"),
        *(
            "cancelar",
            "baja",
            "darse de baja",
            "darme de baja",
            "cancelar suscripción",
            "cancelar la suscripción",
        ),
        *(
            "cancelar",
            "cancelar inscrição",
            "cancelar subscrição",
            "cancelar assinatura",
            "descadastrar",
            "remover",
        ),
        *(
            "disiscrizione",
            "disiscrivermi",
            "disiscrivimi",
            "disiscriviti",
            "annulla iscrizione",
            "cancellami",
        ),
        *("afmelden", "uitschrijven", "afmelding", "graag afmelden"),
        *("wypisz", "wypisz mnie", "wypisanie", "rezygnuję", "anuluj subskrypcję"),
        *("配信停止", "登録解除", "購読解除", "解除", "配信停止希望", "配信を停止してください"),
    }
)
#: The list, as our letters call it.
_LIST = KeywordSet(("list", "liste", "lista", "lijst", "listę", "リスト"))
_SHORT = 14  #: words of a sentence that asks for nothing else
POLITE = frozenset(
    {
        "please",
        "bitte",
        "gerne",
        "thanks",
        "danke",
        "merci",
        "favor",
        "por",
        "favore",
        "per",
        "graag",
        "proszę",
    }
)
_MARKS = re.compile(r"[\s\"'„“”«»「」.,!。！*_<>-]+")


def is_on_list(request: Request) -> bool:
    """Whether the request is an entry of somebody who is to be told."""
    return request.form == CLOUD_INTEREST_FORM and request.state in ON_THE_LIST


def find_entry_left(message: Message, known: KnownFacts) -> Request | None:
    """The entry of the list that a mail of one word takes off it: the one it answers, or its sender's."""
    if message.automation is not Automation.NONE or not _asks_to_leave(message):
        return None
    if known.request is not None:
        return known.request if is_on_list(known.request) else None
    return next(filter(is_on_list, reversed(known.by_sender)), None)


def takes_up_offer(message: Message, request: Request | None) -> bool:
    """Whether a mail is a yes to a rejection that offers the list, or asks to be told, and no more."""
    rejected = request is not None and request.state is State.REJECTED
    return rejected and message.automation is Automation.NONE and says_only(message, _takes_it)


def asks_for_the_list(message: Message, request: Request | None) -> bool:
    """Whether a mail takes up the list that our question offers to whoever spoke of Cloud, and no more."""
    offered = request is not None and request.state is State.NEEDS_INFO and FactKind.CLOUD in request.facts
    return offered and message.automation is Automation.NONE and says_only(message, _names_the_list)


def _names_the_list(line: str) -> bool:
    """ "Please put me on the list", in the languages of our letters; a question asks for nothing yet."""
    parts = fold_words(line)
    asks = line.rstrip().endswith(("?", "？"))
    return _LIST.among(parts) and len(parts) <= _SHORT and not asks and not is_negated(parts)


def agrees(line: str) -> bool:
    """A yes, with or without a polite word."""
    return is_yes(" ".join(word for word in fold_words(line) if word not in POLITE))


def _takes_it(line: str) -> bool:
    """A yes, or the wish to be told."""
    parts = fold_words(line)
    asks = line.rstrip().endswith(("?", "？"))
    wishes = wants_news(parts) or _LIST.among(parts)
    return agrees(line) or (wishes and len(parts) <= _SHORT and not asks and not is_negated(parts))


def _asks_to_leave(message: Message) -> bool:
    empty = not any(_own_lines(message))
    return _is_one_word(message.subject) if empty else says_only(message, _leaves)


def _is_one_word(line: str) -> bool:
    """The one word, with or without a polite one."""
    words = [word for word in _MARKS.split(line.casefold()) if word]
    return bool({" ".join(words), " ".join(word for word in words if word not in POLITE)} & _LEAVING)


def _leaves(line: str) -> bool:
    """The one word, or a sentence that asks to be taken off."""
    parts = fold_words(line)
    asks = line.rstrip().endswith(("?", "？"))
    told = takes_off(parts) and len(parts) <= _SHORT and not asks and not is_negated(parts)
    return told or _is_one_word(line)


def says_only(message: Message, said: Callable[[str], bool]) -> bool:
    """Whether one line of the author's own says it, and every other one only greets or closes."""
    lines = _own_lines(message)
    telling = [line for line in lines if said(line)]
    rest = [line for line in lines if line not in telling]
    name = message.from_.name.casefold()
    return bool(telling) and all(
        is_greeting(line) or is_closing(line) or line.strip().casefold() in name for line in rest
    )


def _own_lines(message: Message) -> list[str]:
    """What the author wrote, of the first body that has it."""
    for body in message.bodies:
        if lines := [line.text for line in body.lines if line.role is LineRole.OWN and line.text.strip()]:
            return lines
    return []
