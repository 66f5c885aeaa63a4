"""A worker at work."""
