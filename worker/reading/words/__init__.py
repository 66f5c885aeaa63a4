"""The words by which mail clients and mail servers are known; they are data, under `templates/languages`."""
