"""The staff pages: thin, as the commands are. Parse what a browser asks, call a service, show.

Nothing is decided here, and nothing speaks SQL.
"""
