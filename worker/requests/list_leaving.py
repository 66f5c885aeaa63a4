"""Leaving the list of interested Cloud users, and joining it by a yes to our offer.

Only a mail that says no more than that does it; any other word makes it one for a person.
"""

from worker.forms.extraction import FactKind
from worker.forms.intent.plain_answers import has_own_words, says_only
from worker.forms.intent.plain_wishes import asks_to_hear, asks_to_join, asks_to_leave, is_plain_yes
from worker.forms.text.text_folding import fold_words
from worker.reading.message import Automation, Message
from worker.requests.message_matters import is_attached
from worker.requests.request_model import CLOUD_INTEREST_FORM, ON_THE_LIST, KnownFacts, Request, State
from worker.requests.senders.sender_authenticity import wrote_it


def is_on_list(request: Request) -> bool:
    """Whether the request is an entry of somebody who is to be told."""
    return request.form == CLOUD_INTEREST_FORM and request.state in ON_THE_LIST


def find_entry_left(message: Message, known: KnownFacts) -> Request | None:
    """The entry that a mail takes off the list: its author's own, by the letter that it answers if any."""
    if message.automation is not Automation.NONE or not _asks_to_leave(message):
        return None
    if (answered := known.request) is not None:
        own = is_on_list(answered) and wrote_it(message, answered.requester.addr)
        return answered if own else None
    return next(filter(is_on_list, reversed(known.by_sender)), None)


def takes_up_offer(message: Message, request: Request) -> bool:
    """Whether a mail is its customer's yes to a rejection that offers the list, or asks to be told."""
    if request.state is not State.REJECTED or not _is_customers_word(message, request):
        return False
    return says_only(message, is_plain_yes) or says_only(message, asks_to_hear)


def asks_for_the_list(message: Message, request: Request) -> bool:
    """Whether a customer takes up the list that our question offers to whoever spoke of Cloud."""
    offered = request.state is State.NEEDS_INFO and FactKind.CLOUD in request.facts
    return offered and _is_customers_word(message, request) and says_only(message, asks_to_join)


def _is_customers_word(message: Message, request: Request) -> bool:
    person = message.automation is Automation.NONE
    return person and wrote_it(message, request.requester.addr) and not is_attached(message)


def _asks_to_leave(message: Message) -> bool:
    if has_own_words(message):
        return not is_attached(message) and says_only(message, asks_to_leave)
    return asks_to_leave(fold_words(message.subject))
