"""The staff queue, a request in all its detail, and what staff do with it."""
