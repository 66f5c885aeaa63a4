"""What happened in the last weeks, in numbers."""
