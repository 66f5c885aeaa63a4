"""Fetching as a poll does it."""

from collections.abc import Sequence

from worker.mailbox.mailbox_session import Session
from worker.mailbox.message_fetcher import Fetcher, Result
from worker.reading import fetch_plan


def fetched(session: Session, uids: Sequence[int]) -> dict[int, Result]:
    """These messages of the selected folder, each with its bytes or why it has none."""
    sizes = dict.fromkeys(uids, 0) | {uid: info.size for uid, info in session.infos(uids).items()}
    fetcher = Fetcher(session=session, choice=fetch_plan, max_bytes=1_000_000)
    return {uid: found for batch in fetcher.batches(sizes) for uid, found in batch}
