"""What reasons for attention and letters are called on the pages."""

from collections.abc import Mapping

from worker.requests.request_model import Attention, LetterKind

#: The tone of its badge, and its title.
ATTENTION_WORDS: Mapping[str, tuple[str, str]] = {
    Attention.LETTER_BOUNCED: ("bad", "Letter bounced"),
    Attention.OTHER_ADDRESS: ("warn", "Reply from another address"),
    Attention.ACCOUNT_CHANGED: ("bad", "Another account wanted"),
    Attention.CUSTOMER_WROTE: ("info", "Customer wrote"),
    Attention.CHANGED_AFTER_APPROVAL: ("warn", "Changed after approval"),
    Attention.TOO_MANY_ROUNDS: ("warn", "Asked often, still open"),
    Attention.UNREAD_WORDS: ("warn", "Words nobody read"),
    Attention.UNSURE: ("warn", "Not sure what it is"),
    Attention.LETTER_WITHHELD: ("wait", "Letter waits for you"),
    Attention.LETTER_FAILED: ("bad", "Letter refused"),
    Attention.LETTER_UNCERTAIN: ("warn", "Letter may not have arrived"),
    Attention.DUPLICATE_KEY: ("warn", "Key in another request"),
    Attention.DUPLICATE_ACCOUNT: ("warn", "Account in another request"),
    Attention.AUTHENTICATION_FAILED: ("bad", "Sender may be forged"),
    Attention.POSSIBLE_MATCH: ("info", "May belong to another"),
    Attention.RESTORED: ("warn", "Restored"),
    Attention.READ_AGAIN: ("info", "Read again"),
}

_LETTERS: Mapping[str, str] = {
    LetterKind.MISSING_FIELDS: "Question about missing fields",
    LetterKind.RECEIVED: "Confirmation of receipt",
    LetterKind.ANSWER: "Letter by hand",
    LetterKind.SEN_CONFIRMATION: "SEN confirmation",
    LetterKind.REJECTED: "Rejection",
    LetterKind.UPGRADE_NEEDED: "What upgrade is needed",
    LetterKind.UPGRADE_REMINDER: "Reminder of the upgrade",
    LetterKind.EXPIRED: "Notice of expiry",
    LetterKind.BATCH: "How several requests stand",
    LetterKind.CLOUD_INTEREST: "Confirmation of Cloud interest",
    LetterKind.ACCOUNT_CHANGED: "Notice of another account",
    LetterKind.ACCOUNT_CHANGE_ASKED: "Question about another account",
    LetterKind.ACCOUNT_OWNER_ASKED: "Question to the account’s owner",
}


def name_attention(reason: str) -> str:
    """The title of a reason for attention."""
    return ATTENTION_WORDS.get(reason, ("", reason.replace("_", " ").capitalize()))[1]


def name_letter(kind: str) -> str:
    """What a letter of this kind is called."""
    return _LETTERS.get(kind, kind.replace("_", " ").capitalize())
