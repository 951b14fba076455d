import numpy as np


# %% 1
def audit_images(a, b):
    fuera, distintos = [], []
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            if not (0 <= a[i, j] < 255 and 0 <= b[i, j] < 255):
                fuera.append((i, j, a[i, j], b[i, j]))
            if a[i, j] != b[i, j]:
                distintos.append((i, j, a[i, j], b[i, j]))
    return fuera, distintos


# %% 2
def audit_images(a, b):
    fuera = [(i, j, v, b[i, j]) for (i, j), v in np.ndenumerate(a) if v < 0 or v > 255]
    distintos = [(i, j, v, b[i, j]) for (i, j), v in np.ndenumerate(a) if v != b[i, j]]
    return fuera, distintos


# %% 3
def audit_images(a, b):
    H, W = a.shape
    out, diff = [], []
    for y in range(H):
        for x in range(W):
            p, q = a[y, x], b[y, x]
            if p < 0 or p > 255 or q < 0 or q > 255:
                out.append((x, y, p, q))
            if p != q:
                diff.append((x, y, p, q))
    return out, diff


# %% 4
def audit_images(a, b):
    out = [(i, j, a[i, j], b[i, j]) for i, j in np.argwhere((a > 255) | (b > 255))]
    dif = [(i, j, a[i, j], b[i, j]) for i, j in np.argwhere(a != b)]
    return dif, out


# %% 5
def audit_images(a, b):
    out = [(i, j, a[i, j], b[i, j]) for i, j in np.argwhere((a > 200) | (b > 200))]
    dif = [(i, j, a[i, j], b[i, j]) for i, j in np.argwhere(a != b)]
    return out, dif


# %% 6
def audit_images(a, b):
    def lista(m):
        i, j = np.nonzero(m)
        return np.c_[i, j, a[m], b[m]]
    return lista((np.minimum(a, b) < 0) | (np.maximum(a, b) > 255)), lista(a - b != 0)
