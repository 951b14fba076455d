import numpy as np

def conv1d(x, w):
    """Correlación cruzada en 1D, sin relleno."""
    n, k = len(x), len(w)
    y = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        y[i] = np.sum(x[i:i + k] * w)
    return y


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
