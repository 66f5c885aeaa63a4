"""Who wrote a mail, as far as a mail server that we trust can tell: one verdict per mail.

A result counts for the author that we read ourselves and for nobody else: what passes for another domain
says nothing about this one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from worker.reading.message import AuthenticationResult, Message, MethodResult
from worker.requests.request_model import Policy
from worker.requests.senders.organizational_domains import domain_of, is_aligned

#: In `policy.trusted_authserv_ids`, a header that names no server: Microsoft 365 writes such.
UNNAMED = "unnamed"
_FAILURES = frozenset({"fail", "permerror"})


class Authenticity(StrEnum):
    """Whether the author is who the From says."""

    ALIGNED = "aligned"  #: the author's domain sent it
    UNKNOWN = "unknown"  #: nobody that we trust can tell
    FAILED = "failed"  #: the author's domain did not send it


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticityVerdict:
    """What is known of one mail's author."""

    authenticity: Authenticity
    domain: str = ""  #: the author's domain that vouches for the mail; set where it is aligned
    words: str  #: why, for staff


def judge_author(message: Message, policy: Policy) -> AuthenticityVerdict:
    """The verdict of the servers in `policy.trusted_authserv_ids` on the author of `message`.

    Only the topmost headers of such servers count, down to the next hop: what stands below may have come
    with the mail. Alignment is relaxed (RFC 7489, 3.1). Of what came by an address of ours they judge that
    address: a pass of it tells nothing about the writer.
    """
    results = _counted(_trusted(message.authentication, policy))
    sent_from = message.relayed_by or message.from_
    author = domain_of(sent_from.addr) if sent_from.addr else ""
    if failure := _failure(results, author):
        return AuthenticityVerdict(authenticity=Authenticity.FAILED, words=failure)
    if message.relayed_by is not None:
        return _unknown(f"It came by {sent_from.addr}, which is ours and can't tell who wrote it")
    if not author:
        return _unknown("Its From can't be read, so nobody can tell who wrote it")
    if found := next(_passes(results, author), ""):
        words = f"{found} passes for {author}, the author's own domain"
        return AuthenticityVerdict(authenticity=Authenticity.ALIGNED, domain=author, words=words)
    if not results:
        return _unknown("No mail server that we trust tells who the sender is")
    return _unknown(f"A mail server of ours checked it, but nothing passes for {author}")


def authentication_failed(message: Message, policy: Policy) -> bool:
    """Whether a server that we trust says that the author's domain did not send this."""
    return judge_author(message, policy).authenticity is Authenticity.FAILED


def wrote_it(message: Message, address: str) -> bool:
    """Whether `message` bears `address` as its author, by the strict grammar."""
    return bool(address) and message.from_.addr == address


def _trusted(headers: Sequence[AuthenticationResult], policy: Policy) -> list[AuthenticationResult]:
    """The topmost run of headers that servers of ours wrote, of one hop."""
    run: list[AuthenticationResult] = []
    for header in headers:
        trusted = (header.authserv_id.lower() or UNNAMED) in policy.trusted_authserv_ids
        if run and (not trusted or header.hops != run[0].hops):
            break
        if trusted:
            run.append(header)
    return run


def _counted(headers: Sequence[AuthenticationResult]) -> list[MethodResult]:
    """What they say; of a method that one of them told of, those below it can only say worse.

    A server that does not take out what bears its name may have left one that came with the mail.
    """
    found: list[MethodResult] = []
    for header in headers:
        told = {result.method for result in found}
        found += [one for one in header.results if one.method not in told or one.result in _FAILURES]
    return found


def _failure(results: Sequence[MethodResult], author: str) -> str:
    """Why the author is forged, in words; empty where that is not said."""
    for result in results:
        seen = result.value("header.from")
        if result.method == "dmarc" and result.result in _FAILURES:
            return f"DMARC fails for {author or seen or 'its author'}: its domain did not send it"
        passes_for_another = author and seen and not is_aligned(domain_of(seen), author)
        if result.method == "dmarc" and result.result == "pass" and passes_for_another:
            return f"Its From may be read in two ways: DMARC passes for {seen}, not for {author}"
    if any(_passes_for_somebody(result) for result in results) or next(_passes(results, author), ""):
        return ""
    return "SPF fails, and nothing else passes for its author" if _spf_fails(results, author) else ""


def _spf_fails(results: Sequence[MethodResult], author: str) -> bool:
    """SPF failed for the author's own domain, or for one that is not told."""
    senders = [
        result.value("smtp.mailfrom")
        for result in results
        if (result.method, result.result) == ("spf", "fail")
    ]
    return any(not sender or is_aligned(domain_of(sender), author) for sender in senders)


def _passes(results: Sequence[MethodResult], author: str) -> Iterator[str]:
    """The methods that pass for the author's domain, the best first."""
    checks = (
        ("dmarc", ("header.from",)),
        ("dkim", ("header.d", "header.i")),
        ("spf", ("smtp.mailfrom",)),
    )
    for method, names in checks:
        for result in results:
            if (result.method, result.result) == (method, "pass"):
                looked_at = next(filter(None, map(result.value, names)), "")
                if is_aligned(domain_of(looked_at), author):
                    yield method.upper()


def _passes_for_somebody(result: MethodResult) -> bool:
    """A pass of a server that keeps to itself whose: it proves nothing, and SPF may fail beside it."""
    untold = result.method == "dkim" and not (result.value("header.d") or result.value("header.i"))
    return result.result == "pass" and (result.method == "dmarc" or untold)


def _unknown(words: str) -> AuthenticityVerdict:
    return AuthenticityVerdict(authenticity=Authenticity.UNKNOWN, words=words)
