"""The whole system on one machine, to look at: an embedded mail server and sample mail."""
