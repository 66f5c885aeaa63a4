"""Mail is read in a process of its own, so that no mail can hold up or bring down the worker.

What is read goes in and what it says comes out; what outlives its budget of time or memory is ended. Knows
nothing of mailboxes, of the store, or of what a mail brings about. Values travel as pickles that may hold
classes of `reading` and `forms` alone:

>>> from worker.reader_process.pipe_protocol import dump, load
>>> from worker.reading import Message, read
>>> isinstance(load(dump(read(b"Subject: Our key"))), Message)
True
"""
