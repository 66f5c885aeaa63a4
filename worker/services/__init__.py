"""The verbs, each one transaction: take in a message, deliver a letter, review, let time pass.

They put rooms together and know no command line, no page and no scheduler.
"""
