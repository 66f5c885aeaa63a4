"""What the codes of answers say: RFC 5530 for IMAP, RFC 3463 and IANA's list for SMTP. Data."""

from collections.abc import Mapping

from worker.refusals.refusal_verdicts import RefusalKind

_STATE = RefusalKind.STATE
_ACCOUNT = RefusalKind.ACCOUNT
_MECHANISM = RefusalKind.MECHANISM
_PASSWORD = RefusalKind.PASSWORD
_MESSAGE = RefusalKind.MESSAGE

#: Response codes that mean the same whatever the command was.
IMAP_CODES: Mapping[str, RefusalKind] = {
    "UNAVAILABLE": _STATE,
    "SERVERBUG": _STATE,
    "INUSE": _STATE,
    "LIMIT": _STATE,
    "OVERQUOTA": _STATE,
    "THROTTLED": _STATE,
    "CORRUPTION": _STATE,
    "EXPUNGEISSUED": _STATE,
    "CLOSED": _STATE,
    "SYS/TEMP": _STATE,  # RFC 3206, which some IMAP servers use as well
    "SYS/PERM": _STATE,
    "CONTACTADMIN": _ACCOUNT,
    "NOPERM": _ACCOUNT,
    "AUTHORIZATIONFAILED": _ACCOUNT,
    "PRIVACYREQUIRED": _MECHANISM,
    "AUTHENTICATIONFAILED": _PASSWORD,
    "EXPIRED": _PASSWORD,
    "AUTH": _PASSWORD,
    "UNKNOWN-CTE": _MESSAGE,  # RFC 3516
    "TOOBIG": _MESSAGE,  # RFC 4469
}

#: Enhanced status codes, by subject and detail, of a refusal for good at RCPT or after the text.
#: A subject alone stands for all its details that are not here.
ENHANCED_CODES: Mapping[str, RefusalKind] = {
    # Addresses: the recipient's, but for those of the sender.
    "1": _MESSAGE,
    "1.7": _ACCOUNT,
    "1.8": _ACCOUNT,
    "1.20": _ACCOUNT,  # Exchange: more than one From
    "1.90": _ACCOUNT,  # Exchange: the day's recipients are used up
    # The recipient's mailbox.
    "2.1": _MESSAGE,
    "2.2": _MESSAGE,
    "2.3": _MESSAGE,
    "2.4": _MESSAGE,
    "2.121": _MESSAGE,  # Exchange: the recipient gets too much, from us or from all
    "2.122": _MESSAGE,
    # The mail system that answers.
    "3": _STATE,
    "3.4": _MESSAGE,
    # The way to the recipient, and how much goes through.
    "4": _STATE,
    "4.1": _MESSAGE,
    "4.4": _MESSAGE,
    "4.5": _ACCOUNT,
    "4.6": _MESSAGE,
    "4.12": _MESSAGE,
    "4.14": _MESSAGE,
    "4.310": _MESSAGE,
    # The protocol.
    "5": _STATE,
    # The content.
    "6": _MESSAGE,
    # Security and policy: ours, but for what one recipient has ruled.
    "7": _ACCOUNT,
    "7.2": _MESSAGE,
    "7.8": _PASSWORD,
    "7.16": _MESSAGE,
    "7.17": _MESSAGE,
    "7.18": _MESSAGE,
    "7.19": _MESSAGE,
    "7.121": _MESSAGE,  # Exchange: these recipients take no mail from outside, or not from us
    "7.123": _MESSAGE,
    "7.124": _MESSAGE,
    "7.129": _MESSAGE,
    "7.133": _MESSAGE,
    "7.134": _MESSAGE,
    "7.135": _MESSAGE,
    "7.136": _MESSAGE,
    "7.512": _MESSAGE,  # Exchange: against RFC 5322
}

#: Codes that servers give to very different refusals: without words that say more they are doubtful.
VAGUE_CODES = frozenset({"0.0", "1.0", "2.0", "3.0", "4.0", "4.1", "4.6", "7.0", "7.1", "5.0", "5.1", "5.2"})

#: Replies without an enhanced code, for good and about a recipient (RFC 5321, 4.2.3; RFC 7504).
RECIPIENT_REPLIES = frozenset({551, 556})
