"""To which request a mail belongs, by identifiers of ours in it."""
