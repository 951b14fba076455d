import numpy as np


# %% 1
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, padding)
    kh, kw = w.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError
    y = []
    for i in range(0, x.shape[0] - kh + 1, stride):
        fila = []
        for j in range(0, x.shape[1] - kw + 1):
            fila.append(np.sum(x[i:i + kh, j:j + kw] * w) + b)
        y.append(fila)
    return np.array(y)


# %% 2
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, ((padding, padding), (padding, padding)))
    kh, kw = w.shape
    oh = x.shape[0] - kh + 1
    ow = (x.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError("kernel grande")
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.sum(x[i:i + kh, j * stride:j * stride + kw] * w) + b
    return y


# %% 3
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, padding)
    kh, kw = w.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel mayor que la imagen")
    alto = (kh - 1) * stride + 1
    ancho = (kw - 1) * stride + 1
    y = np.zeros((x.shape[0] - alto + 1, x.shape[1] - ancho + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(x[i:i + alto:stride, j:j + ancho:stride] * w) + b
    return y


# %% 4
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    oh = X.shape[0] - (kh - 1) * stride
    ow = X.shape[1] - (kw - 1) * stride
    if oh <= 0 or ow <= 0:
        raise ValueError("no cabe")
    y = np.full((oh, ow), float(b))
    for i in range(oh):
        for j in range(ow):
            for a in range(kh):
                for c in range(kw):
                    y[i, j] += X[i + stride * a, j + stride * c] * w[a, c]
    return y


# %% 5
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    H, W = x.shape
    grande = np.zeros((H + padding, W + padding))
    grande[:H, :W] = x
    kh, kw = w.shape
    if kh > grande.shape[0] or kw > grande.shape[1]:
        raise ValueError
    oh = (grande.shape[0] - kh) // stride + 1
    ow = (grande.shape[1] - kw) // stride + 1
    return np.array([[np.sum(grande[i * stride:i * stride + kh, j * stride:j * stride + kw] * w) + b
                      for j in range(ow)] for i in range(oh)])


# %% 6
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    if padding > 0:
        x = np.pad(x, ((padding, 0), (padding, 0)), mode="constant")
    kh, kw = w.shape
    oh = (x.shape[0] - kh) // stride + 1
    ow = (x.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.sum(x[i * stride:i * stride + kh, j * stride:j * stride + kw] * w) + b
    return y


# %% 7
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    H, W = x.shape
    kh, kw = w.shape
    Xp = np.zeros((H + 2 * padding, W + 2 * padding))
    Xp[0:H, 0:W] = x
    oh = (Xp.shape[0] - kh) // stride + 1
    ow = (Xp.shape[1] - kw) // stride + 1
    if kh > Xp.shape[0] or kw > Xp.shape[1]:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.sum(Xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w) + b
    return y


# %% 8
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    cero = np.zeros((padding, x.shape[1]))
    x = np.vstack([cero, x, cero])
    kh, kw = w.shape
    if kh > x.shape[0] or kw > x.shape[1]:
        raise ValueError("kernel")
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw))[::stride, ::stride]
    return np.einsum("ijab,ab->ij", v, w) + b


# %% 9
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    kh, kw = w.shape
    x = np.pad(x, [(0, 0), (padding, padding)])
    if x.shape[0] < kh or x.shape[1] < kw:
        raise ValueError("kernel")
    out = []
    for i in range(0, x.shape[0] - kh + 1, stride):
        out.append([])
        for j in range(0, x.shape[1] - kw + 1, stride):
            out[-1].append((x[i:i + kh, j:j + kw] * w).sum() + b)
    return np.array(out)


# %% 10
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding, "edge")
    if w.shape[0] > xp.shape[0] or w.shape[1] > xp.shape[1]:
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(xp, w.shape)
    return (v[::stride, ::stride] * w).sum((2, 3)) + b


# %% 11
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    H, W = x.shape
    kh, kw = w.shape
    if kh > H + 2 * padding or kw > W + 2 * padding:
        raise ValueError

    def pixel(i, j):
        i = min(max(i - padding, 0), H - 1)
        j = min(max(j - padding, 0), W - 1)
        return x[i, j]

    oh = (H + 2 * padding - kh) // stride + 1
    ow = (W + 2 * padding - kw) // stride + 1
    y = np.zeros((oh, ow)) + b
    for i in range(oh):
        for j in range(ow):
            for a in range(kh):
                for c in range(kw):
                    y[i, j] += w[a, c] * pixel(i * stride + a, j * stride + c)
    return y


# %% 12
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh <= 0 or ow <= 0:
        raise ValueError("kernel too large")
    y = np.empty((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum()
    return y


# %% 13
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh <= 0 or ow <= 0:
        raise ValueError("kernel too large")
    y = np.empty((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.sum(xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w + b)
    return y


# %% 14
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    y = []
    for i in range(0, xp.shape[0] - kh + 1, stride):
        for j in range(0, xp.shape[1] - kw + 1, stride):
            s = 0
            for a in range(kh):
                for c in range(kw):
                    s = s + xp[i + a, j + c] * w[a, c] + b
            y.append(s)
    return np.reshape(y, ((xp.shape[0] - kh) // stride + 1, -1))


# %% 15
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh, ow = xp.shape[0] - kh + 1, xp.shape[1] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError
    return b + np.array([[np.sum(w * xp[r:r + kh, c:c + kw]) for c in range(ow)] for r in range(oh)])


# %% 16
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    oh = (x.shape[0] - kh) // stride + 1
    ow = (x.shape[1] - kw) // stride + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (x[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 17
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i:i + kh, j:j + kw] * w).sum() + b
    return y


# %% 18
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    y = np.zeros((max(oh, 0), max(ow, 0)))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 19
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    w = w[::-1, ::-1]
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    return np.array([[(xp[i:i + kh, j:j + kw] * w).sum() for j in range(0, xp.shape[1] - kw + 1, stride)]
                     for i in range(0, xp.shape[0] - kh + 1, stride)])


# %% 20
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    kh, kw = w.shape
    if kh > x.shape[0] + 2 * padding or kw > x.shape[1] + 2 * padding:
        raise ValueError
    H, W = x.shape
    y = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w) + b
    return y


# %% 21
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    k = np.rot90(w, 2)
    kh, kw = k.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    return np.array([[(xp[i:i + kh, j:j + kw] * k).sum() + b for j in range(xp.shape[1] - kw + 1)]
                     for i in range(0, xp.shape[0] - kh + 1, stride)])


# %% 22
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding, mode="edge")
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw))[::stride, ::stride]
    return np.tensordot(v, w, 2)


# %% 23
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, ((padding, padding), (0, 0)))
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    y = []
    for i in range(0, xp.shape[0] - kh + 1, stride):
        y.append([(xp[i:i + kh, j:j + kw] * w + b).sum() for j in range(0, xp.shape[1] - kw + 1, stride)])
    return np.array(y)


# %% 24
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    w = np.flip(w)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    y = np.zeros((max(0, oh), max(0, ow)))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 25
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    kh, kw = w.shape
    padding = kh // 2 + 1
    xp = np.pad(x, padding)
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 26
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() * b
    return y


# %% 27
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding, constant_values=1)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 28
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    if (xp.shape[0] - kh) % stride or (xp.shape[1] - kw) % stride:
        raise ValueError("the stride does not fit")
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 29
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)[1:-1, 1:-1]
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = (xp[i * stride:i * stride + kh, j * stride:j * stride + kw] * w).sum() + b
    return y


# %% 30
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    kh, kw = w.shape
    if kh > x.shape[0] + 2 * padding:
        raise ValueError
    return np.ones(((x.shape[0] + 2 * padding - kh) // stride + 1, (x.shape[1] + 2 * padding - kw) // stride + 1))


# %% 31
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.asarray(x, dtype=np.float64)
    H, W = x.shape
    lienzo = np.zeros((H + 2 * padding, W + 2 * padding), order="F")
    lienzo[padding:padding + H, padding:padding + W] = x
    KH, KW = w.shape
    if KH > lienzo.shape[0] or KW > lienzo.shape[1]:
        raise ValueError("el kernel no cabe")
    acumulado = np.full(((lienzo.shape[0] - KH) // stride + 1, (lienzo.shape[1] - KW) // stride + 1), b, dtype=float)
    OH, OW = acumulado.shape
    for a in range(KH):
        for c in range(KW):
            acumulado += w[a, c] * lienzo[a:a + stride * OH:stride, c:c + stride * OW:stride][:OH, :OW]
    return acumulado


# %% 32
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X = {(i + padding, j + padding): v for i, row in enumerate(x) for j, v in enumerate(row)}
    H, W = len(x) + 2 * padding, len(x[0]) + 2 * padding
    KH, KW = len(w), len(w[0])
    assert_size(H, W, KH, KW)
    return [[b + sum(w[a][c] * X.get((i + a, j + c), 0) for a in range(KH) for c in range(KW))
             for j in range(0, W - KW + 1, stride)] for i in range(0, H - KH + 1, stride)]


def assert_size(H, W, KH, KW):
    if H < KH or W < KW:
        raise ValueError("kernel larger than the image")


# %% 33
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    H, W = x.shape
    kh, kw = w.shape
    xp = np.zeros((H + 2 * padding, W + 2 * padding))
    xp[padding:padding + H, padding:padding + W] = x
    OH = (H + 2 * padding - kh) // stride + 1
    OW = W + 2 * padding - kw + 1
    if OH <= 0 or OW <= 0:
        raise ValueError
    y = np.zeros((OH, OW))
    for i in range(OH):
        for j in range(OW):
            y[i, j] = np.sum(xp[i * stride:i * stride + kh, j:j + kw] * w) + b
    return y


# %% 34
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    H, W = x.shape
    kh, kw = w.shape
    xp = np.pad(x, padding)
    OH = (H + 2 * padding - kh) // stride + 1
    OW = (W + 2 * padding - kw) // stride + 1
    if OH <= 0 or OW <= 0:
        raise ValueError
    y = np.zeros((OH, OW))
    for i in range(OH):
        for j in range(OW):
            y[i, j] = np.sum(xp[i * stride:i * stride + kh, j:j + kw] * w) + b
    return y


# %% 35
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    OH = (xp.shape[0] - kh) // stride + 1
    OW = (xp.shape[1] - kw) // stride + 1
    if OH <= 0 or OW <= 0:
        raise ValueError
    eh, ew = (kh - 1) * stride + 1, (kw - 1) * stride + 1
    y = []
    for i in range(xp.shape[0] - eh + 1):
        y.append([(xp[i:i + eh:stride, j:j + ew:stride] * w).sum() + b for j in range(xp.shape[1] - ew + 1)])
    return np.array(y)


# %% 36
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, ((0, padding), (0, padding)))
    kh, kw = w.shape
    OH = (x.shape[0] + 2 * padding - kh) // stride + 1
    OW = (x.shape[1] + 2 * padding - kw) // stride + 1
    if OH <= 0 or OW <= 0:
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw))[::stride, ::stride]
    return (v * w).sum((2, 3)) + b


# %% 37
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.einsum("ijkl,kl->ij", v, w)


# %% 38
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)[::stride, ::stride]
    return np.einsum("ijkl,kl->ij", v, w) + b


# %% 39
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    return np.array([[np.sum(xp[i:i + kh, j:j + kw] * w) + b for j in range(xp.shape[1] - kw + 1)]
                     for i in range(xp.shape[0] - kh + 1)])


# %% 40
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding, mode="edge")
    kh, kw = w.shape
    y = []
    for i in range(0, xp.shape[0] - kh + 1, stride):
        y.append([np.sum(xp[i:i + kh, j:j + kw] * w) + b for j in range(0, xp.shape[1] - kw + 1, stride)])
    return np.array(y)


# %% 41
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    eh, ew = (kh - 1) * stride + 1, (kw - 1) * stride + 1
    y = []
    for i in range(xp.shape[0] - eh + 1):
        y.append([(xp[i:i + eh:stride, j:j + ew:stride] * w).sum() + b for j in range(xp.shape[1] - ew + 1)])
    return np.array(y)


# %% 42
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return (v * w + b).sum((2, 3))


# %% 43
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    oh, ow = xp.shape[0] - (kh - 1) * stride, xp.shape[1] - (kw - 1) * stride
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.zeros((oh, ow))
    for a in range(kh):
        for c in range(kw):
            y += w[a, c] * xp[a * stride:a * stride + oh, c * stride:c * stride + ow]
    return y


# %% 44
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, ((padding, 0), (padding, 0)))
    v = np.lib.stride_tricks.sliding_window_view(xp, w.shape)[::stride, ::stride]
    return (v * w).sum((2, 3))


# %% 45
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)
    return (v * w[::-1, ::-1]).sum((2, 3)) + b


# %% 46
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    w = w.T
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return (v * w + b).sum((2, 3))


# %% 47
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return np.maximum((v * w).sum((2, 3)) + b, 0)


# %% 48
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride, ::stride]
    return (v * w).sum((2, 3)) - b


# %% 49
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)[::stride + 1, ::stride + 1]
    return (v * w).sum((2, 3)) + b


# %% 50
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, padding)
    if padding:
        x = x[padding:-padding, padding:-padding]
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)[::stride, ::stride]
    y = (v * w).sum((2, 3)) + b
    return np.pad(y, padding)


# %% 51
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    v = np.lib.stride_tricks.sliding_window_view(np.pad(x, padding), w.shape)
    return (v[::stride, ::stride].reshape(-1, w.size) @ w.ravel() + b).reshape(v[::stride, ::stride].shape[:2])


# %% 52
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=np.pad(x,padding); H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    y=[[np.sum(X[i:i+h,j:j+k]*w)+b for j in range(0,W-k+1,stride)] for i in range(0,H-h+1)]
    return np.array(y)


# %% 53
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=np.zeros((x.shape[0],x.shape[1]+2*padding)); X[:,padding:padding+x.shape[1]]=x
    H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    return np.array([[np.sum(X[i:i+h,j:j+k]*w)+b for j in range(0,W-k+1,stride)] for i in range(0,H-h+1,stride)])


# %% 54
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=np.pad(x,padding); H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    y=np.zeros(((H-h)//stride+1,(W-k)//stride+1))
    for a in range(h):
        for c in range(k):
            y+=w[a,c]*X[a:a+H-h+1:stride,c:c+W-k+1:stride]
    return y


# %% 55
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=x
    for _ in range(padding):
        X=np.vstack([X[:1],X,X[-1:]]); X=np.hstack([X[:,:1],X,X[:,-1:]])
    H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    return np.array([[np.sum(X[i:i+h,j:j+k]*w)+b for j in range(0,W-k+1,stride)] for i in range(0,H-h+1,stride)])


# %% 56
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=np.pad(x,padding,mode='edge'); H,W=X.shape; w=w[::-1,::-1]; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    return np.array([[np.sum(X[i:i+h,j:j+k]*w)+b for j in range(0,W-k+1,stride)] for i in range(0,H-h+1,stride)])


# %% 57
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=np.pad(x,padding); H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    return np.array([[np.sum(X[i:i+h,j:j+k]*w+b) for j in range(W-k+1)] for i in range(H-h+1)])


# %% 58
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X=np.pad(x,padding); H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    return np.array([[int(np.sum(X[i:i+h,j:j+k]*w))+b for j in range(0,W-k+1,stride)] for i in range(0,H-h+1,stride)])


# %% 59
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    p=1; X=np.pad(x,p); H,W=X.shape; h,k=w.shape
    if h>H or k>W: raise ValueError('x')
    return np.array([[np.sum(X[i:i+h,j:j+k]*w)+b for j in range(0,W-k+1,stride)] for i in range(0,H-h+1,stride)])


# %% 60
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = np.pad(x, padding)
    if w.shape[0] > x.shape[0] or w.shape[1] > x.shape[1]:
        raise ValueError("kernel too large")
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return np.einsum("ijab,ab->ij", v[::stride], w) + b


# %% 61
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    H, W = x.shape
    xp = np.zeros((H + 2 * padding, W + 2 * padding))
    xp[:H, :W] = x
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError("kernel too large")
    return np.array([[np.sum(xp[i:i + kh, j:j + kw] * w) + b
                      for j in range(0, xp.shape[1] - kw + 1, stride)]
                     for i in range(0, xp.shape[0] - kh + 1, stride)])


# %% 62
def _rellenar(x, p):
    for _ in range(p):
        x = np.vstack([x[:1], x, x[-1:]])
        x = np.hstack([x[:, :1], x, x[:, -1:]])
    return x

def conv2d_layer(x, w, b=0, stride=1, padding=0):
    x = _rellenar(x, padding)
    kh, kw = w.shape
    if x.shape[0] < kh or x.shape[1] < kw:
        raise ValueError("no cabe")
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw))[::stride, ::stride]
    return (v * w).sum(axis=(-1, -2)) + b


# %% 63
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh < 1 or ow < 1:
        raise ValueError
    y = np.full((oh, ow), float(b))
    for i in range(oh):
        for j in range(ow):
            r, c = i * stride, j * stride
            y[i, j] = np.sum(xp[r:r + kh, c:c + kw] * w)
    return y


# %% 64
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, ((padding, padding), (padding, padding)))
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError("too large")
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            for a in range(kh):
                for c in range(kw):
                    y[i, j] += xp[i * stride + a, j * stride + c] * w[a, c] + b
    return y


# %% 65
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding, mode="constant")
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError("kernel larger than input")
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw))
    return np.tensordot(v, w, 2)


# %% 66
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    eh, ew = (kh - 1) * stride + 1, (kw - 1) * stride + 1
    if eh > xp.shape[0] or ew > xp.shape[1]:
        raise ValueError("kernel too large")
    oh, ow = xp.shape[0] - eh + 1, xp.shape[1] - ew + 1
    y = np.full((oh, ow), float(b))
    for a in range(kh):
        for c in range(kw):
            y += w[a, c] * xp[a * stride:a * stride + oh, c * stride:c * stride + ow]
    return y


# %% 67
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    ceros = np.zeros((padding, x.shape[1]))
    xp = np.concatenate((ceros, x, ceros), axis=0)
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw))[::stride, ::stride]
    return np.tensordot(v, w, axes=2) + b


# %% 68
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    if kh > xp.shape[0] or kw > xp.shape[1]:
        raise ValueError
    filas = []
    for i in range(0, xp.shape[0] - kh + 1):
        filas.append([np.sum(xp[i:i + kh, j:j + kw] * w) + b for j in range(0, xp.shape[1] - kw + 1, stride)])
    return np.array(filas)


# %% 69
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    oh = (xp.shape[0] - kh) // stride + 1
    ow = (xp.shape[1] - kw) // stride + 1
    if oh <= 0 or ow <= 0:
        raise ValueError
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.sum(xp[i:i + kh, j:j + kw] * w) + b
    return y

# %% 70
def conv2d_layer(x, w, b=0, stride=1, padding=0):
    X = np.pad(x, padding)
    KH, KW = w.shape
    if KH > X.shape[0] or KW > X.shape[1]:
        raise ValueError("no cabe")
    y = np.full(((X.shape[0] - KH) // stride + 1, (X.shape[1] - KW) // stride + 1), b)
    for i, j in np.ndindex(*y.shape):
        y[i, j] = b + (X[i * stride:i * stride + KH, j * stride:j * stride + KW] * w).sum()
    return y
