"""Staff, sessions and tokens; what is kept of persons, and for how long."""
