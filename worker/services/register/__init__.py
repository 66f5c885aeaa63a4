"""The license register: imports of the vendor's sales list, their history, and what it says of a key."""
