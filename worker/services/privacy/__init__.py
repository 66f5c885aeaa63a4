"""Rights of persons, and what is kept for how long."""
