import numpy as np

def pool2d(x, k=2, s=None, op="max"):
    s = k if s is None else s
    funcion = {"max": np.max, "avg": np.mean, "sum": np.sum, "min": np.min}[op]
    oh = (x.shape[-2] - k) // s + 1
    ow = (x.shape[-1] - k) // s + 1
    y = np.zeros(x.shape[:-2] + (oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[..., i, j] = funcion(x[..., i * s:i * s + k, j * s:j * s + k], axis=(-2, -1))
    return y


def pool2d_ceil(x, k=2, s=2, op="max"):
    funcion = {"max": np.max, "avg": np.mean, "sum": np.sum, "min": np.min}[op]

    def salida(n):
        if n <= k:
            return 1
        m = -(-(n - k) // s) + 1
        if (m - 1) * s >= n:
            m -= 1
        return m

    oh, ow = salida(x.shape[-2]), salida(x.shape[-1])
    y = np.zeros(x.shape[:-2] + (oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[..., i, j] = funcion(x[..., i * s:i * s + k, j * s:j * s + k], axis=(-2, -1))
    return y


def relu(z):
    return np.maximum(z, 0)


def leaky_relu(z, eps=0.01):
    return np.where(z > 0, z, eps * z)


def elu(z, alpha=1.0):
    return np.where(z > 0, z, alpha * np.expm1(np.minimum(z, 0)))


def softmax(y):
    e = np.exp(y - np.max(y, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(y, p):
    return -np.mean(np.sum(y * np.log(np.clip(p, 1e-12, 1)), axis=1))
