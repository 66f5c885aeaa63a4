"""The tables. `migrations/` brings a database to this shape; a test compares the two."""
