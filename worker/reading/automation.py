"""Whether a machine had a hand in a message, and how it shows (RFC 3834, 3464, 8098, 2369, 2919).

The order of all rules. The first that speaks decides: delivery reports, then automatic replies, then
one-to-many mail, then programs' own mail. Headers are believed at once; words have to say more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from worker.reading import delivery, replies, responders
from worker.reading.message import Automation
from worker.reading.seen import Seen

LIST_HEADERS = (
    "List-Id", "List-Unsubscribe", "List-Post", "List-Help", "List-Subscribe", "List-Owner", "List-Archive",
    "Mailing-List", "X-Mailman-Version", "X-BeenThere", "X-Mailing-List", "X-Listserver", "X-Google-Group-Id",
)  # fmt: skip

Rule = Callable[[Seen], str | None]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a machine had a hand in it, why, and whether no more than words say so."""

    kind: Automation
    reason: str = ""
    by_words: bool = False  #: of an absent person, who may write them too


def judge(seen: Seen) -> Judgement:
    """What the first rule that speaks says."""
    for kind, rules in _RULES:
        for rule in rules:
            if reason := rule(seen):
                return Judgement(kind, reason, rule in _ABSENCE)
    return Judgement(Automation.NONE)


def mailing_list(seen: Seen) -> str | None:
    """List headers (RFC 2919, 2369) or those of list software."""
    for name in LIST_HEADERS:
        if seen.value(name):
            return f"mailing list mail ({name})"
    return None


def bulk_precedence(seen: Seen) -> str | None:
    """Precedence: bulk, list or junk."""
    value = seen.value("Precedence")
    return f"Precedence: {value}" if value in {"bulk", "list", "junk"} else None


def calendar(seen: Seen) -> str | None:
    """An invitation, or the answer to one (RFC 6047)."""
    return "a calendar item" if seen.has_calendar else None


def auto_generated(seen: Seen) -> str | None:
    """Auto-Submitted without a sign of being a reply."""
    value = replies.auto_submitted(seen)
    return f"Auto-Submitted: {value[:40]}" if value else None


def robot(seen: Seen) -> str | None:
    """An address at which nobody reads answers, and no other one to answer to."""
    return "sent from an address that takes no answers" if replies.takes_no_answers(seen) else None


_BOUNCE: tuple[Rule, ...] = (
    delivery.delivery_report,
    delivery.delivery_status_part,
    delivery.failed_recipients,
    delivery.mailer_subject,
    delivery.mailer_text,
    delivery.null_sender_report,
)
_ABSENCE: tuple[Rule, ...] = (responders.absence, responders.departure)
_AUTO_REPLY: tuple[Rule, ...] = (
    replies.auto_replied,
    replies.marked_by_responder,
    replies.responder_precedence,
    replies.receipt,
    replies.auto_generated_reply,
    responders.auto_subject,
    responders.says_reply,
    responders.acknowledgement,
    replies.null_sender_reply,
    replies.robots_reply,
    *_ABSENCE,
)
_RULES: tuple[tuple[Automation, tuple[Rule, ...]], ...] = (
    (Automation.GENERATED, (delivery.feedback_report,)),
    (Automation.BOUNCE, (delivery.success_report, *_BOUNCE)),
    (Automation.AUTO_REPLY, _AUTO_REPLY),
    (Automation.BULK, (mailing_list, bulk_precedence)),
    (Automation.GENERATED, (calendar, auto_generated, robot, responders.unattended)),
)
