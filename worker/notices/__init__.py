"""What staff are told by mail: what is wrong now and what they know already, to what is to be said.

Pure: values in, values out. It must not know where troubles are seen, nor how a mail is written or sent.
"""
