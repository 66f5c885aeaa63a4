"""The text of a mail as a form's words are looked for in it."""
