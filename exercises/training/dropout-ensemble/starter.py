import numpy as np


def dropout(x, p, rng, train=True):
    """Dropout invertido / inverted dropout: queda / stays where rng.random(x.shape) >= p, × 1 / (1 - p)."""
    rng = np.random.default_rng(rng)
    raise NotImplementedError


def ensemble(probs):
    """Media de R modelos / mean of R models: (R, N, K) → (N, K)."""
    raise NotImplementedError
