"""For authors: is an exercise sound (``audit``), and what do students get (``kit``)?"""
