"""A worker at work: one loop for each mailbox and one for letters, and what the clock brings about.

Each loop has a thread of its own and waits longer after each failure; `scheduler` starts and ends them all,
`heartbeat`, `metrics` and `health_socket` tell how they are.

>>> from worker.runtime.retry_pause import RetryPause
>>> pause = RetryPause()
>>> pause.next_seconds() < pause.next_seconds() < pause.next_seconds()
True
"""
