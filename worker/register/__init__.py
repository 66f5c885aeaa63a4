"""The vendor's own sales list: what it holds of a license, how its files are read, how a key is matched.

Pure: values in, values out. Files, database and clock are others' concern.

>>> from worker.register.register_keys import canonical_key
>>> canonical_key(" abcd-efgh 1234")
'ABCDEFGH1234'
"""
