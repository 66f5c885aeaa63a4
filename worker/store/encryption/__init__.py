"""What the database holds of persons, encrypted: keys, sealed columns, keyed hashes, and keys that change."""
