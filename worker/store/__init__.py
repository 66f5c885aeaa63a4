"""Tables and queries on SQLite and PostgreSQL: the only room that speaks SQL.

Values in and values out; it does not know what any of them means. The way in is `transactions.Store`; a
`Transaction` has a table of queries for each subject. What somebody searches for, for instance:

>>> from worker.store.queue.search_terms import parse_terms
>>> [term.beginnings for term in parse_terms("harbour 1234")]
[('harbour',), ('1234',)]
"""
