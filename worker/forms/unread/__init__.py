"""What the sender's own words say beside the form: each has a role that is known, or it is unread."""
