"""What staff are told by mail: what is wrong now and what they know already, to what is to be said.

Pure: values in, values out. It must not know where troubles are seen, nor how a mail is written or sent.

>>> from datetime import timedelta
>>> from worker.notices.durations import format_duration
>>> format_duration(timedelta(minutes=95))
'95 minutes'
"""
