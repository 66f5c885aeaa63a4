"""From a folder to the ledger: mail is found, fetched, read, decided on and stored."""
