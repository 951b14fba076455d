import numpy as np

def Conv1D(x, w):
    """Correlación cruzada en 1D, sin relleno."""
    n, k = len(x), len(w)
    y = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        y[i] = np.sum(x[i:i + k] * w)
    return y


def conv2D(x, w):
    H, W = x.shape
    kh, kw = w.shape
    y = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
    return y


def sofmax(y):
    e = np.exp(y - np.max(y, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, eps=0.01):
    return np.where(z > 0, z, eps * z)
