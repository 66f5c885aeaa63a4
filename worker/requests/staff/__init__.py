"""What staff do with a request."""
