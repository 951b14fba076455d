"""Saying it: a report becomes text, in the reader's language and the reader's format."""
