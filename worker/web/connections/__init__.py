"""Who may hold how many connections to the pages, for how long.

Knows uvicorn and no page; the pages say which connection belongs to somebody who is signed in.
"""
