"""Rules by which an automatic reply is known by its words, where no header tells.

One rule per function: it gives its reason in words, or None. A text alone must be short, hold no answers to
a form, and say it twice where a person may say it once. A machine that repeats the form it was sent is known
by what it says above it.
"""

import re

from worker.reading.automatic.automation_features import AutomationFeatures
from worker.reading.phrase_search import EvenText, PhraseSet
from worker.reading.words import absence_words as absences
from worker.reading.words import acknowledgement_words

_LIKELY_SUBJECTS = acknowledgement_words.LIKELY_SUBJECTS
_ABSENCE = PhraseSet(absences.ABSENCE)
_ABSENT = PhraseSet((*absences.ABSENT_SUBJECTS, *absences.ABSENCE))
_AWAY = PhraseSet(absences.AWAY)
_BACK = PhraseSet((*absences.BACK, *absences.INSTEAD))
_ASKS_BACK = PhraseSet(absences.ASKS_BACK)
_WAS_AWAY = PhraseSet(absences.WAS_AWAY)
_OTHERS_ABSENCE = PhraseSet(absences.OTHERS_ABSENCE)
_INSTEAD = PhraseSet(absences.INSTEAD)
_SAYS_REPLY = PhraseSet(acknowledgement_words.SAYS_REPLY)
_MAY_SAY_REPLY = PhraseSet(acknowledgement_words.MAY_SAY_REPLY)
_SAYS_MACHINE = PhraseSet(acknowledgement_words.SAYS_MACHINE)
_RECEIVED = PhraseSet(acknowledgement_words.RECEIVED)
_THANKS = PhraseSet(acknowledgement_words.THANKS)
_TO_SENDER = PhraseSet(acknowledgement_words.TO_SENDER)
_PROMISES = PhraseSet(acknowledgement_words.PROMISES)

_MARKS = "[(【「*# "  # before a subject proper
#: "Your ticket 99120 has been created", "Ihr Ticket 99120 wurde erstellt": the number stands within.
_OPENED = re.compile(
    r"\b(?:ticket|case|request|incident|issue)\b[^.!?]{0,120}"
    r"\b(?:has been|was|is) (?:created|opened|received|logged|registered|closed|resolved)\b"
    r"|\b(?:ticket|vorgang|anfrage|anliegen)\b[^.!?]{0,120}"
    r"\bwurde (?:erstellt|angelegt|eröffnet|erfasst|registriert|geschlossen|gelöst)\b"
)
_DATE = re.compile(r"(?<!\d)\d{1,2}(?:[./-]\d|(?:st|nd|rd|th|\.)? ?[^\W\d_]{3}|月)")
_REFERENCE = re.compile(r"\[[a-z]{2}-[a-z0-9]{6}\]")  #: as stands in the subjects of our letters
_NOTE_CHARS = 600
_AT_ONCE = 100  #: characters in which a note comes to the point
_TICKET = re.compile(
    r"[\[(#] ?#?(?:[a-z]{2,12}[-_ #:]{1,2})?#?\d{3,12} ?[\])]|#\d{3,12}"
    r"|\b(?:ticket|case|request|incident) ?(?:id|no|nr|number)?[ .:#-]{0,4}(?:inc|cs|req)?\d{3,12}"
    r"|(?:nummer|numéro|número|numero|numerem|номером|ticket|protocolo|αριθμό) [\w-]{0,8}\d{3,12}"
    r"|№ ?\d{3,12}"
)
_ISSUE_KEY = re.compile(r"[a-z][a-z0-9]{1,9}-\d{1,7}\b")  #: "ITSD-512 I want to …"


def auto_subject(seen: AutomationFeatures) -> str | None:
    """The subject is a responder's, and the text is short enough to be one's."""
    subject = seen.subject.lstrip(_MARKS)
    starts = subject.startswith(absences.REPLY_SUBJECTS)
    marks = [mark for mark in "[(" if mark in seen.subject]
    bracketed = any(f"{mark}{phrase}" in seen.subject for mark in marks for phrase in absences.REPLY_SUBJECTS)
    if starts and seen.holds_answers and len(seen.opening.text) < _NOTE_CHARS:
        return "the subject is that of an automatic reply, and a form is repeated below it"
    if seen.is_short and (starts or bracketed or _ABSENT.within(EvenText(subject))):
        return "the subject is that of an automatic reply"
    return None


def says_reply(seen: AutomationFeatures) -> str | None:
    """The text says of itself that it is an automatic reply."""
    said = _SAYS_REPLY.within(seen.opening)
    if said or (_MAY_SAY_REPLY.within(seen.opening) and (not seen.holds_answers or _in_subject(seen))):
        return "the text calls itself an automatic reply"
    return None


def absence(seen: AutomationFeatures) -> str | None:
    """The first words are those of an absent person's machine, which asks nothing before them."""
    if not seen.is_short or _ASKS_BACK.within(seen.opening):
        return None
    said = _ABSENCE.first(seen.opening)
    if said is None:
        said = _short_note(seen)
    if said is None or any(mark in seen.opening.text[:said] for mark in "?？"):
        return None
    return "the text is that of an absence notice"


def _short_note(seen: AutomationFeatures) -> int | None:
    """Where a short answer speaks of an absence, for how long or whom to ask, and excuses nothing."""
    said = _AWAY.first(seen.opening)
    if said is None or said >= _AT_ONCE or len(seen.own_text) > _NOTE_CHARS or not seen.answers:
        return None
    if _WAS_AWAY.within(seen.opening) or "?" in seen.opening.text:
        return None
    return said if _DATE.search(seen.opening.text) or _BACK.within(seen.opening) else None


def departure(seen: AutomationFeatures) -> str | None:
    """Somebody has left, and the text names whom to write to instead, in answer to a message."""
    if not seen.is_short or not seen.answers:
        return None
    if _OTHERS_ABSENCE.within(seen.opening) and _INSTEAD.within(seen.opening):
        return "the text says that somebody has left"
    return None


def acknowledgement(seen: AutomationFeatures) -> str | None:
    """The text acknowledges receipt as machines do."""
    return "the text is that of an automatic acknowledgement" if _acknowledges(seen) else None


def unattended(seen: AutomationFeatures) -> str | None:
    """The text says that a machine wrote it; not a reply, as no rule above has spoken."""
    return "the text says that a machine wrote it" if _SAYS_MACHINE.within(seen.opening) else None


def _in_subject(seen: AutomationFeatures) -> bool:
    return _MAY_SAY_REPLY.within(EvenText(seen.subject))


def is_signed(seen: AutomationFeatures) -> bool:
    """Whether the subject (a ticket, "Request received") or the author gives a responder away, too."""
    subject = seen.subject.lstrip(_MARKS)
    return (
        bool(_TICKET.search(seen.subject) or _ISSUE_KEY.match(subject))
        or auto_subject(seen) is not None
        or subject.startswith(_LIKELY_SUBJECTS)
        or _RECEIVED.within(EvenText(subject))
        or _in_subject(seen)
        or seen.from_.addr.startswith(acknowledgement_words.NO_REPLY)
    )


def speaks_like_one(seen: AutomationFeatures) -> bool:
    """Whether the words are a responder's, for mail whose headers already name a machine."""
    rules = (auto_subject, says_reply, absence, acknowledgement)
    return any(rule(seen) for rule in rules) or _RECEIVED.within(seen.opening)


def passes_on(seen: AutomationFeatures) -> bool:
    """Whether a machine tells a third person of a ticket, above the answers that somebody else gave.

    What it tells the writer of those answers ("your ticket …"), in reply to them or to us, repeats them only.
    """
    if seen.replies or _REFERENCE.search(seen.subject) or auto_subject(seen) or says_reply(seen):
        return False
    notices = [each for each in (*seen.opening_sentences, EvenText(seen.subject)) if _is_notice(each)]
    return bool(notices) and not any(_TO_SENDER.within(each) for each in notices)


def _is_notice(sentence: EvenText) -> bool:
    said = (_RECEIVED, _THANKS, _PROMISES, _SAYS_MACHINE)
    return any(phrases.within(sentence) for phrases in said) or bool(_OPENED.search(sentence.text))


def _acknowledges(seen: AutomationFeatures) -> bool:
    """The text acknowledges receipt and gives itself away as a machine's by a second sign."""
    thanks = _THANKS.within(seen.opening)
    received = (
        _RECEIVED.within(seen.opening)
        or _RECEIVED.within(EvenText(seen.subject))
        or bool(_OPENED.search(seen.opening.text))
    )
    promises = _PROMISES.within(seen.opening)
    if not seen.is_short:
        return received and (_by_machine(seen) or _names_ticket(seen))
    if received and (promises or _names_ticket(seen)):
        return True
    return (thanks or received) and (_by_machine(seen) or (promises and _names_ticket(seen)))


def _names_ticket(seen: AutomationFeatures) -> bool:
    return bool(_TICKET.search(seen.subject) or _TICKET.search(seen.opening.text))


def _by_machine(seen: AutomationFeatures) -> bool:
    return (
        seen.from_.addr.startswith(acknowledgement_words.NO_REPLY)
        or _SAYS_MACHINE.within(seen.opening)
        or seen.subject.lstrip(_MARKS).startswith(_LIKELY_SUBJECTS)
    )
