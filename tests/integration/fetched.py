"""Fetching as a poll does it."""

from collections.abc import Sequence

from worker.mailbox.mailbox_session import MailboxSession
from worker.mailbox.message_fetcher import FetchedMessage, MessageFetcher
from worker.reading import fetch_plan


def fetched(session: MailboxSession, uids: Sequence[int]) -> dict[int, FetchedMessage]:
    """These messages of the selected folder, each with its bytes or why it has none."""
    sizes = dict.fromkeys(uids, 0) | {uid: info.size for uid, info in session.fetch_infos(uids).items()}
    fetcher = MessageFetcher(session=session, choice=fetch_plan, max_bytes=1_000_000)
    return {uid: found for batch in fetcher.batches(sizes) for uid, found in batch}
