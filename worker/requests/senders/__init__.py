"""Who wrote a mail, by which way it came, and what their address says."""
