"""Whether and when a letter may go out by itself."""
