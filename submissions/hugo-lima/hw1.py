import numpy as np

def conv1d(x, w):
    """Correlación cruzada en 1D, sin relleno."""
    n, k = len(x), len(w)
    y = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        y[i] = np.sum(x[i:i + k] * w)
    return y


def conv2d(x, w):
    i = 0
    y = np.zeros((x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1))
    while i < y.shape[0]:
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum()
    return y


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, eps=0.01):
    return np.where(z > 0, z, eps * z)
