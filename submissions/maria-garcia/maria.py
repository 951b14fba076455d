import numpy as np

def conv1d(x, w):
    """Correlación cruzada en 1D, sin relleno."""
    n, k = len(x), len(w)
    y = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        y[i] = np.sum(x[i:i + k] * w)
    return y


def pad_amounts(i, k, s=1, mode=“same”):
    if mode == “valid”:
        return 0, 0
    return (k - 1) // 2, k // 2
