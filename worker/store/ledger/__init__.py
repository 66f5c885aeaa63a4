"""What became of each message, and how far each folder is read."""
