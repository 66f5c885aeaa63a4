"""Licenses that Atlassian's Marketplace has issued, as its report tells them, and whose they are.

Pure: values in, values out.

>>> from worker.marketplace.license_report import read_license
>>> read_license({"SEN": "SEN-1234567", "tier": "25 Users"}).users
25
"""
