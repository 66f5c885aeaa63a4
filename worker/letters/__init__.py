"""A letter's name and plain values to the mail that goes out: subject, text, HTML, headers.

Knows templates and MIME; knows nothing of where values come from, when a letter is due or how it
is sent. Reads template files, does nothing else to the world.

>>> from worker.letters.reply_subject import reply_subject
>>> reply_subject("AW: Re: Our licenses", "MIG-7K2Q")
'Re: Our licenses [MIG-7K2Q]'
"""
