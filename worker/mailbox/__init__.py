"""The mailbox room: IMAP, from connecting to marking what was handled. Knows nothing of what a mail means."""
