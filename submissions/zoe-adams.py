import numpy as np

def conv1d(x, w):
    """Correlación cruzada en 1D, sin relleno."""
    n, k = len(x), len(w)
    y = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        y[i] = np.sum(x[i:i + k] * w)
    return y


def out_size(i, k, p=0, s=1, strict=False):
    libre = i + 2 * p - k
    if libre < 0:
        raise ValueError("el kernel no cabe en la entrada")
    if strict and libre % s != 0:
        raise ValueError("no encaja")
    return libre // s + 1


def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return (0, 0)
    if mode == "full":
        return (k - 1, k - 1)
    salida = -(-i // s)
    total = max((salida - 1) * s + k - i, 0)
    antes = total // 2
    return (antes, total - antes)


def conv2d(x, w):
    H, W = x.shape
    kh, kw = w.shape
    y = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
    return y


def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, padding)
    kh, kw = w.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("el kernel es mayor que la imagen")
    oh = (x.shape[0] - kh) // stride + 1
    ow = (x.shape[1] - kw) // stride + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            ventana = x[i * stride:i * stride + kh, j * stride:j * stride + kw]
            y[i, j] = np.sum(ventana * w) + b
    return y


def conv2d_bank(x, w, b):
    F, C, kh, kw = w.shape
    H, W = x.shape[1:]
    y = np.zeros((F, H - kh + 1, W - kw + 1))
    for f in range(F):
        for i in range(y.shape[1]):
            for j in range(y.shape[2]):
                y[f, i, j] = np.sum(x[:, i:i + kh, j:j + kw] * w[f]) + b[f]
    return y


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
