"""Where the answer to a question stands, and where it ends."""
