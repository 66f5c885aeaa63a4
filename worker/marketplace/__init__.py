"""Licenses that Atlassian's Marketplace has issued, as its report tells them, and whose they are.

Pure: values in, values out.
"""
