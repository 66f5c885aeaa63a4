"""Connections, errors, migrations and copies of SQLite and PostgreSQL."""
