"""Tables and queries on SQLite and PostgreSQL: the only room that speaks SQL.

Values in and values out; it does not know what any of them means.
"""
