"""For authors: whether an exercise is sound (``audit``), and what students get (``kit``)."""
