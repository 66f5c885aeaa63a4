"""The real worker, killed at any point and started again: nothing is lost, and nothing is said twice."""
