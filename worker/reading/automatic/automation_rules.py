"""Whether a machine had a hand in a message, and how it shows (RFC 3834, 3464, 8098, 2369, 2919).

The order of all rules. The first that speaks decides: delivery reports, then automatic replies, then
one-to-many mail, then programs' own mail. Headers are believed at once; words have to say more. Where a form
is filled in, a single sign leaves a doubt: gateways, ticket desks and relays add such signs to people's mail.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from worker.reading.automatic import auto_reply_headers, auto_reply_text, bounce_rules
from worker.reading.automatic.automation_features import AutomationFeatures
from worker.reading.message import Automation, AutomationDoubt

LIST_HEADERS = (
    "List-Id", "List-Unsubscribe", "List-Post", "List-Help", "List-Subscribe", "List-Owner", "List-Archive",
    "Mailing-List", "X-Mailman-Version", "X-BeenThere", "X-Mailing-List", "X-Listserver", "X-Google-Group-Id",
)  # fmt: skip

TRACKER_HEADERS = (
    "X-JIRA-FingerPrint", "X-GitHub-Sender", "X-GitHub-Reason", "X-GitLab-Project", "X-Bugzilla-Product",
    "X-Redmine-Project", "X-Trac-Project", "X-Launchpad-Bug", "X-Phabricator-Sent-This-Message", "X-YouTrack",
)  # fmt: skip
_ISSUE = re.compile(r"\(#\d{1,9}\)|\([a-z][a-z0-9]{1,11}-\d{1,9}\)")

Rule = Callable[[AutomationFeatures], str | None]


@dataclass(frozen=True, slots=True)
class AutomationJudgement:
    """How a machine had a hand in it, why, and whether there is a doubt."""

    kind: Automation
    reason: str = ""
    doubt: AutomationDoubt = AutomationDoubt.NONE


def judge(seen: AutomationFeatures) -> AutomationJudgement:
    """What the first rule that speaks says."""
    for kind, rules in _RULES:
        for rule in rules:
            if reason := rule(seen):
                return AutomationJudgement(kind, reason, _doubt(rule, seen))
    return AutomationJudgement(Automation.NONE)


def _doubt(rule: Rule, seen: AutomationFeatures) -> AutomationDoubt:
    """Answers are filled in, and nothing but this rule tells of a machine: no subject, author or words do."""
    if rule in _ABSENCE:
        return AutomationDoubt.WORDS
    if not seen.holds_answers:
        return AutomationDoubt.NONE
    if rule in (*_OF_TICKETS, *_BY_HEADER) and not tracker(seen) and auto_reply_text.passes_on(seen):
        return AutomationDoubt.NONE if rule in _BY_HEADER and seen.quotes else AutomationDoubt.FILLED_IN
    if auto_reply_text.is_signed(seen):
        return AutomationDoubt.NONE
    alone = rule in _BY_WORDS and not seen.replies
    silent = rule in _BY_HEADER and not auto_reply_text.speaks_like_one(seen) and not seen.quotes
    return AutomationDoubt.FILLED_IN if alone or silent else AutomationDoubt.NONE


def mailing_list(seen: AutomationFeatures) -> str | None:
    """List headers (RFC 2919, 2369) or those of list software, unless the list is our own."""
    for name in () if seen.own_list else LIST_HEADERS:
        if seen.value(name):
            return f"mailing list mail ({name})"
    return None


def tracker(seen: AutomationFeatures) -> str | None:
    """An issue tracker tells what somebody wrote there, and what it was about."""
    for name in TRACKER_HEADERS:
        if seen.value(name):
            return f"a notification of an issue tracker ({name})"
    if auto_reply_headers.takes_no_answers(seen) and _ISSUE.search(seen.subject):
        return "a notification of an issue tracker"
    return None


def bulk_precedence(seen: AutomationFeatures) -> str | None:
    """Precedence: bulk, list or junk, unless our own list says so."""
    value = "" if seen.own_list else seen.value("Precedence")
    return f"Precedence: {value}" if value in {"bulk", "list", "junk"} else None


def calendar(seen: AutomationFeatures) -> str | None:
    """An invitation, or the answer to one (RFC 6047)."""
    return "a calendar item" if seen.has_calendar else None


def auto_generated(seen: AutomationFeatures) -> str | None:
    """Auto-Submitted without a sign of being a reply."""
    value = auto_reply_headers.auto_submitted(seen)
    return f"Auto-Submitted: {value[:40]}" if value else None


def robot(seen: AutomationFeatures) -> str | None:
    """An address at which nobody reads answers, and no other one to answer to."""
    return "sent from an address that takes no answers" if auto_reply_headers.takes_no_answers(seen) else None


_BOUNCE: tuple[Rule, ...] = (
    bounce_rules.delivery_report,
    bounce_rules.delivery_status_part,
    bounce_rules.failed_recipients,
    bounce_rules.mailer_subject,
    bounce_rules.mailer_text,
    bounce_rules.null_sender_report,
    bounce_rules.mailer_from_null_sender,
    bounce_rules.mailer_returns,
    bounce_rules.mailer_of_its_own_accord,
    bounce_rules.null_sender_returns,
)
_BY_WORDS: tuple[Rule, ...] = (
    auto_reply_text.says_reply,
    auto_reply_text.acknowledgement,
    auto_reply_text.unattended,
)
#: Rules by words that do not call it a reply.
_OF_TICKETS: tuple[Rule, ...] = (auto_reply_text.acknowledgement, auto_reply_text.unattended)
_BY_HEADER: tuple[Rule, ...] = (
    auto_reply_headers.auto_replied,
    auto_reply_headers.marked_by_responder,
    auto_reply_headers.responder_precedence,
    auto_reply_headers.auto_generated_reply,
)
_ABSENCE: tuple[Rule, ...] = (auto_reply_text.absence, auto_reply_text.departure)
_AUTO_REPLY: tuple[Rule, ...] = (
    auto_reply_headers.auto_replied,
    auto_reply_headers.marked_by_responder,
    auto_reply_headers.responder_precedence,
    auto_reply_headers.receipt,
    auto_reply_headers.auto_generated_reply,
    auto_reply_text.auto_subject,
    auto_reply_text.says_reply,
    auto_reply_text.acknowledgement,
    auto_reply_headers.null_sender_reply,
    auto_reply_headers.robots_reply,
    *_ABSENCE,
)
_RULES: tuple[tuple[Automation, tuple[Rule, ...]], ...] = (
    (Automation.GENERATED, (bounce_rules.feedback_report,)),
    (Automation.BOUNCE, (bounce_rules.success_report, *_BOUNCE)),
    (Automation.AUTO_REPLY, _AUTO_REPLY),
    (Automation.NOTIFICATION, (tracker,)),
    (Automation.BULK, (mailing_list, bulk_precedence)),
    (Automation.GENERATED, (calendar, auto_generated, robot, auto_reply_text.unattended)),
)
