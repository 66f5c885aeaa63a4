"""Header fields (RFC 5322, 2047): what they say, who wrote a message, and by which way it came."""
