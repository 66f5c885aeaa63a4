"""A first configuration: what is known of providers, and a few answers."""
