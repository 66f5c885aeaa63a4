"""Foreign mail, as other programs' tests and people's archives hold it, read by the worker's reader."""
