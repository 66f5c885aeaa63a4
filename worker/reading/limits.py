"""How much of a mail is read. Mail is hostile: what lies beyond is cut, and `Message.defects` says so."""

HEADER_BLOCK_BYTES = 256 * 1024  #: of the message's own header
PART_HEADER_BYTES = 32 * 1024  #: of the header of one MIME part
HEADER_SEARCH_BYTES = 4 * HEADER_BLOCK_BYTES  #: in which a header must end
HEADER_VALUE_CHARS = 16 * 1024  #: of one header, before anything is decoded
HEADER_OCCURRENCES = 100  #: of one header name
HEADER_DECODED_CHARS = 128 * 1024  #: encoded words and lists of addresses, of all headers of a message
RECEIVED = 30  #: Received fields that are looked at; a mail goes through a dozen servers at most
MIME_VALUE_CHARS = 2 * 1024  #: of Content-Type and Content-Disposition
SUBJECT_CHARS = 2000  #: of the decoded subject
ADDRESSES = 500  #: in one kind of address header
MESSAGE_IDS = 200  #: in References or In-Reply-To; the first and the last are kept
PARTS = 300  #: MIME parts that are looked at
PART_DEPTH = 25  #: of multiparts within each other
FORWARD_DEPTH = 3  #: of message/rfc822 parts within each other
FORWARDS = 10  #: message/rfc822 parts that are read
ATTACHMENTS = 200  #: that are listed
PLAIN_BYTES = 256 * 1024  #: of all text/plain parts together, decoded
HTML_BYTES = 1024 * 1024  #: of all text/html parts together, decoded
HTML_LONG_TAG = 4096  # characters of a tag from which its attributes are counted
HTML_ATTRIBUTES = 1000  # of one tag, with what parts them; honest ones have some dozens
HTML_TAGS = 30_000  #: in one text/html part; beyond it the layout is not kept
HTML_OPEN_TAGS = 5_000  #: that are never closed: an HTML parser's time grows with the square of the depth
SIGNED_BYTES = 2 * 1024 * 1024  #: of an S/MIME part that is signed or compressed, decoded
LINES = 10_000  #: of one body
LINES_IN_ALL = 12_000  #: of all bodies of a message and of the messages within it
DEFECTS = 20  #: that are told
