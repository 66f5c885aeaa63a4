"""The commands, a module for each group of them. Parse, call a service, show."""
