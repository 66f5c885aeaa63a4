"""A form's definition, and what a message says in its terms.

One definition file per form, from which both the mailto: link and the extractor come. Pure:
definitions are handed in as values, and nothing here knows transport, requests or storage.
"""
