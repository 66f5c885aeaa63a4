"""sen-worker: the clerical part of moving Server licenses to Atlassian Marketplace."""

__version__ = "0.1.0"
