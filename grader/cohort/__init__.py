"""Many of them: a batch yields reports, and a history keeps them."""
