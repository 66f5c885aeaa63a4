"""The form's known texts laid against the lines of a mail: candidates with scores, the best chain of them."""
