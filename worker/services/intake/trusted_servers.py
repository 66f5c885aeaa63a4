"""Which mail servers write Authentication-Results into a mailbox: a deployer can say which are theirs."""

import re
from collections import Counter

from worker.reading import Message
from worker.requests.request_model import Policy
from worker.requests.senders.sender_authenticity import UNNAMED

_HOST = re.compile(r"[a-z0-9_.:-]{1,255}")


def find_authserv_id(message: Message) -> str:
    """The authserv-id of a mail's topmost Authentication-Results (RFC 8601); "" where it has none."""
    return next((one.authserv_id or UNNAMED for one in message.authentication), "")


def advise_trusted_servers(policy: Policy, seen: Counter[str]) -> tuple[bool, str]:
    """Whether `policy.trusted_authserv_ids` fits the newest mails, and what to do if not."""
    named = Counter({name: count for name, count in seen.items() if _HOST.fullmatch(name)})
    trusted = policy.trusted_authserv_ids
    count = sum(named[name] for name in named if name in trusted)
    if count or (trusted and not named):
        return True, f"{', '.join(sorted(trusted))}: {count} of the newest {seen.total()} mails bear results"
    if trusted:
        return False, (
            f"none of the newest {seen.total()} mails bears results of {', '.join(sorted(trusted))}, "
            f"but {_list_servers(named)}; compare policy.trusted_authserv_ids with docs/trusted-servers.md"
        )
    trouble = "no mail server is trusted, so a forged sender can't be told from a real one"
    return False, f"{trouble}{_describe_servers(seen, named)}"


def _describe_servers(seen: Counter[str], named: Counter[str]) -> str:
    if named:
        servers, advice = _list_servers(named), _suggest_setting(named)
        return f". The newest {seen.total()} mails bear results of {servers}. {advice}"
    found = f", and none of the newest {seen.total()} mails was checked" if seen else ""
    return f"{found}. Have your mail server check senders; see docs/trusted-servers.md"


def _list_servers(named: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in named.most_common())


def _suggest_setting(named: Counter[str]) -> str:
    first = named.most_common(1)[0][0]
    return (
        f'If that is your own server, set trusted_authserv_ids = ["{first}"] under [policy]; '
        "see docs/trusted-servers.md"
    )
