"""Rules by which a delivery report is known (RFC 3464, RFC 6522, and free text of mailers).

One rule per function: it gives its reason in words, or None. What a report tells is read in `bounce_reports`.
"""

from worker.reading.automatic import auto_reply_headers
from worker.reading.automatic.automation_features import AutomationFeatures
from worker.reading.phrase_search import EvenText, PhraseSet
from worker.reading.words import bounce_words as words

_SUBJECTS = PhraseSet((*words.BOUNCE_SUBJECTS, *words.DELAYED_SUBJECTS))
_SENTENCES = PhraseSet((*words.BOUNCE_SENTENCES, *words.STILL_TRYING))


# Reports of other kinds


def feedback_report(seen: AutomationFeatures) -> str | None:
    """A complaint or authentication report (RFC 5965)."""
    if seen.content_type == "multipart/report" and seen.report_type == "feedback-report":
        return "a feedback report (RFC 5965)"
    return None


# Delivery reports


def success_report(seen: AutomationFeatures) -> str | None:
    """A delivery report in which nothing failed or waits (RFC 3464, 2.3.3)."""
    if seen.actions and not seen.actions & {"failed", "delayed"}:
        return "a report that a message was delivered"
    return None


def delivery_report(seen: AutomationFeatures) -> str | None:
    """multipart/report with report-type=delivery-status (RFC 6522)."""
    if seen.content_type != "multipart/report":
        return None
    if seen.report_type.endswith("delivery-status") or (not seen.report_type and seen.has_status):
        return "a delivery report (RFC 3464)"
    return None


def delivery_status_part(seen: AutomationFeatures) -> str | None:
    """A delivery status from a mailer that forgot to say so at the top."""
    machine = seen.from_mailer or seen.null_sender or not seen.from_.addr
    return "a mailer sent a delivery status" if seen.has_status and (machine or seen.is_short) else None


def failed_recipients(seen: AutomationFeatures) -> str | None:
    """Exim and Gmail name in a header those who got nothing."""
    return "X-Failed-Recipients names failed recipients" if seen.value("X-Failed-Recipients") else None


def mailer_subject(seen: AutomationFeatures) -> str | None:
    """A mailer writes, under one of the subjects of delivery reports."""
    if seen.from_mailer and _SUBJECTS.within(EvenText(seen.subject)):
        return "a mailer reports that a message came back"
    return None


def mailer_text(seen: AutomationFeatures) -> str | None:
    """A mailer writes, and says in the text that a message was not delivered."""
    if seen.from_mailer and _SENTENCES.within(seen.beginning):
        return "a mailer writes that a message was not delivered"
    return None


def null_sender_report(seen: AutomationFeatures) -> str | None:
    """The null sender with subject and text of a delivery report, whatever the From says (as Domino does)."""
    if (
        seen.return_path == ""
        and _SUBJECTS.within(EvenText(seen.subject))
        and _SENTENCES.within(seen.beginning)
    ):
        return "null sender, and the text of a delivery report"
    return None


def mailer_from_null_sender(seen: AutomationFeatures) -> str | None:
    """A mailer's name and the null sender: no more is needed, in whatever words it reports."""
    if seen.from_mailer and seen.null_sender and not _is_receipt(seen):
        return "a mailer writes from the null sender"
    return None


def mailer_returns(seen: AutomationFeatures) -> str | None:
    """A mailer writes, and repeats what a mail server said or the message that it was about."""
    if not (seen.from_mailer or seen.named_as_mailer) or _is_receipt(seen) or seen.answers_itself:
        return None
    told = seen.talks_smtp and (seen.returns_message or seen.answers or _names_address(seen))
    return "a mailer repeats what a mail server said" if told or seen.returns_message else None


def mailer_of_its_own_accord(seen: AutomationFeatures) -> str | None:
    """A mailer marks its mail as automatic and names an address: it has nothing else to report."""
    if not (seen.from_mailer or seen.named_as_mailer) or _is_receipt(seen) or seen.answers_itself:
        return None
    automatic = auto_reply_headers.auto_submitted(seen) or auto_reply_headers.marked_by_responder(seen)
    if seen.from_.addr.startswith("postmaster"):  # who may be a person that is away
        return None
    return "a mailer reports of its own accord" if automatic and _names_address(seen) else None


def null_sender_returns(seen: AutomationFeatures) -> str | None:
    """The null sender returns a message that was not for the author: no responder does that."""
    if not seen.null_sender or seen.answers_itself or _is_receipt(seen):
        return None
    if seen.talks_smtp and (seen.returns_message or seen.answers or _names_address(seen)):
        return "null sender, and the words of a mail server"
    addressees = seen.returned_to() if seen.returns_message else frozenset()
    if addressees and seen.from_.addr not in addressees:
        return "the null sender returns a message"
    return None


def _is_receipt(seen: AutomationFeatures) -> bool:
    """A read receipt, which is no delivery report (RFC 8098)."""
    return seen.report_type == "disposition-notification" or (
        "message/disposition-notification" in seen.part_types
    )


def _names_address(seen: AutomationFeatures) -> bool:
    return "@" in seen.own_text
