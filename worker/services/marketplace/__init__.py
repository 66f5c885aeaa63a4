"""The Marketplace's license report: read, matched with approved requests, and its SENs offered."""
