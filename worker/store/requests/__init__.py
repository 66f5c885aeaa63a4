"""Requests, their fields, events and SENs, and the statistics of them."""
