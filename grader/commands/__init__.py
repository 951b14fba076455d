"""What each command does, between its options and the rooms."""
