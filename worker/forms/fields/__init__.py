"""Values of fields: found in text, and checked."""
