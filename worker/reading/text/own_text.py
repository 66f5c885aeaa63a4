"""What a person says in a mail, for another person to read."""

from worker.reading.message import LineRole, Message

_SAID = frozenset({LineRole.OWN, LineRole.FORWARDED})
_MOST = 4000  # characters; whoever wants more opens the mail


def own_words(message: Message) -> str:
    """The sender's own lines and what they pass on, without quotations, signatures and notices."""
    texts = ("\n".join(line.text for line in body.lines if line.role in _SAID) for body in message.bodies)
    said = next((text.strip() for text in texts if text.strip()), "")
    return said if len(said) <= _MOST else said[:_MOST].rstrip() + " …"
