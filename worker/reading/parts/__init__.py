"""The parts of a message (RFC 2045, 2046) and their bytes as text, whatever was declared."""
