"""The words by which mail clients and mail servers are known, language by language. Data alone, no logic.

All entries are case-folded, and compared with case-folded text.
"""
