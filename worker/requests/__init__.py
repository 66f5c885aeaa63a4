"""A customer's request: its states, what belongs to it, and what happens next.

Pure: everything known is handed in, the clock included; a `Decision` comes out. Knows nothing of
SQL, IMAP, SMTP or how a letter is worded.
"""
