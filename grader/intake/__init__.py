"""What was handed in: files, notebooks and archives become submissions."""
