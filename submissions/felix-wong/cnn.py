import numpy as np


def out_size(i, k, p=0, s=1, strict=False):
    size = (i - k + 2 * p) / s + 1
    if strict and size != int(size):
        raise ValueError("does not fit")
    return size


def conv2d_layer(x, w, b=0, stride=1, padding=0):
    if padding:
        x = np.pad(x, padding)
    kh, kw = w.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel larger than the image")
    rows = []
    for r in range(0, x.shape[0] - kh + 1, stride):
        rows.append([np.sum(x[r:r + kh, c:c + kw] * w) for c in range(x.shape[1] - kw + 1)])
    return np.array(rows) + b


conv2d = lambda x, w: np.array([[float((x[i:i + len(w), j:j + len(w[0])] * w).sum())
                                 for j in range(len(x[0]) - len(w[0]) + 1)]
                                for i in range(len(x) - len(w) + 1)])


def relu(z):
    return np.maximum(0, z)


def leaky_relu(z, eps=0.01):
    return np.maximum(eps * z, z)
