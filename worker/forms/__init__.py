"""A form's definition, and what a message says in its terms.

One definition file per form, from which both the mailto: link and the extractor come. Pure:
definitions are handed in as values, and nothing here knows transport, requests or storage. The way in is
`extract_form.extract_form`; for a reply to one of our letters `reply_reader.read_reply`. What a country is
recognised by, for instance:

>>> from worker.forms.fields.countries import find_country
>>> find_country("Analytical Engines Ltd, 12 Harbour Road, Bristol, England")
'GB'
"""
