"""The people who work with the queue, their passwords and sessions, and stored tokens."""
