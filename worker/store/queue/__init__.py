"""The staff queue: how requests are found, sorted and searched."""
