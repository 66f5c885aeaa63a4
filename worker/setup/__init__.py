"""A first configuration: what is known of providers, and a few answers.

>>> from worker.setup.provider_presets import PRESETS
>>> PRESETS["google"].imap_host
'imap.gmail.com'
"""
