"""Simulated weeks of a worker: what it takes of the machine stays flat, and its promises hold."""
