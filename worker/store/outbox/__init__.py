"""Letters and notices to be sent, being sent, sent."""
