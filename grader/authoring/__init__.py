"""For authors: is an exercise sound, and what do students get of it."""
