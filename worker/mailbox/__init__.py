"""IMAP (RFC 3501), from connecting to marking what was handled. Knows nothing of what a mail means.

The way in is `mailbox_session.open_session`. Commands name bounded lists of UIDs:

>>> from worker.mailbox.uid_batches import split_by_count
>>> list(split_by_count([4, 5, 9], 2))
[[4, 5], [9]]
"""
