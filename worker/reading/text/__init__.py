"""Bodies as lines, and whose words each line holds."""
