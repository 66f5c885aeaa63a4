"""Letters: written, queued, sent, tried again, reminded of."""
