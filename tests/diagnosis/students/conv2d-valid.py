import numpy as np


# %% 1
def conv2d(x, w):
    kh, kw = w.shape
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += w[a, b] * x[i + kh - 1 - a, j + kw - 1 - b]
    return y


# %% 2
def conv2d(x, w):
    w = np.flip(w, 0)
    ventanas = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return (ventanas * w).sum(axis=(2, 3))


# %% 3
def conv2d(x, w):
    k1, k2 = w.T.shape
    return np.array([[np.sum(x[i:i + k1, j:j + k2] * w.T) for j in range(x.shape[1] - k2 + 1)]
                     for i in range(x.shape[0] - k1 + 1)])


# %% 4
def conv2d(x, w):
    alto, ancho = x.shape
    kw, kh = w.shape
    y = np.zeros((alto - kh + 1, ancho - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += x[i + a, j + b] * w[b, a]
    return y


# %% 5
def conv2d(x, w):
    W, H = x.shape
    kw, kh = w.shape
    out_h, out_w = H - kh + 1, W - kw + 1
    y = np.zeros((out_h, out_w))
    for i in range(out_h):
        for j in range(out_w):
            y[i, j] = np.sum(x[i:i + kw, j:j + kh] * w)
    return y


# %% 6
def conv2d(x, w):
    filas = len(x[0]) - len(w[0]) + 1
    columnas = len(x) - len(w) + 1
    y = np.zeros((filas, columnas))
    for i in range(filas):
        for j in range(columnas):
            s = 0
            for a in range(len(w)):
                for b in range(len(w[0])):
                    s += x[i + a][j + b] * w[a][b]
            y[i][j] = s
    return y


# %% 7
def conv2d(x, w):
    H, W = x.shape
    h, k = w.shape
    return np.array([[(x[i:i + h, j:j + k] * w).sum() for j in range(W - k)] for i in range(H - h)])


# %% 8
def conv2d(x, w):
    H, W = x.shape
    KH, KW = w.shape
    y = np.zeros((H - KH, W - KW))
    for i in range(H - KH):
        for j in range(W - KW):
            y[i, j] = np.vdot(x[i:i + KH, j:j + KW], w)
    return y


# %% 9
def conv2d(x, w):
    kh, kw = w.shape
    xp = np.pad(x, ((kh // 2, kh // 2), (kw // 2, kw // 2)))
    y = np.zeros_like(x, dtype=float)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            y[i, j] = (xp[i:i + kh, j:j + kw] * w).sum()
    return y


# %% 10
def conv2d(x, w):
    k = w.shape[0]
    h = x.shape[0] - k + 1
    v = x.shape[1] - k + 1
    y = np.zeros((h, v))
    for i in range(h):
        for j in range(v):
            y[i, j] = np.sum(x[i:i + k, j:j + k] * w)
    return y


# %% 11
def conv2d(x, w):
    n = len(w)
    salida = []
    for i in range(x.shape[0] - n + 1):
        fila = []
        for j in range(x.shape[1] - n + 1):
            fila.append(np.sum(x[i:i + w.shape[0], j:j + w.shape[1]] * w))
        salida.append(fila)
    return np.array(salida)


# %% 12
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(np.dot(x[i:i + kh, j:j + kw], w))
    return y


# %% 13
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i, j in np.ndindex(*y.shape):
        y[i, j] = np.sum(x[i:i + kh, j:j + kw] * np.fliplr(w))
    return y


# %% 14
def conv2d(x, w):
    k = np.rot90(w)
    y = np.zeros((x.shape[0] - k.shape[0] + 1, x.shape[1] - k.shape[1] + 1))
    for i, j in np.ndindex(*y.shape):
        y[i, j] = np.sum(x[i:i + k.shape[0], j:j + k.shape[1]] * k)
    return y


# %% 15
def conv2d(x, w):
    kh, kw = w.shape
    y = []
    for j in range(x.shape[1] - kw + 1):
        y.append([])
        for i in range(x.shape[0] - kh + 1):
            y[-1].append(np.sum(x[i:i + kh, j:j + kw] * w))
    return np.array(y)


# %% 16
def conv2d(x, w):
    kh, kw = w.shape
    y = [[0] * (x.shape[1] - kw + 1) for _ in range(x.shape[0] - kh + 1)]
    for i in range(len(y)):
        for j in range(len(y[0])):
            y[i][j] = int(np.sum(x[i:i + kh, j:j + kw] * w))
    return y


# %% 17
def conv2d(x, w):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return np.mean(v * w, axis=(-1, -2))


# %% 18
def conv2d(x, w):
    kh, kw = w.shape
    x = np.pad(x, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return np.tensordot(v, w, axes=((2, 3), (0, 1)))


# %% 19
def conv2d(x, w):
    kh, kw = w.shape
    return np.array([[(x[i:i + kh, j:j + kw] * w).sum() for j in range(0, x.shape[1] - kw + 1, kw)]
                     for i in range(0, x.shape[0] - kh + 1, kh)])


# %% 20
def conv2d(x, w):
    w = np.rot90(w, 2)
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh, x.shape[1] - kw))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
    return y


# %% 21
def conv2d(x, w):
    w = w[::-1, ::-1]
    kh, kw = w.shape
    arriba, izq = (kh - 1) // 2, (kw - 1) // 2
    xp = np.pad(x, ((arriba, kh - 1 - arriba), (izq, kw - 1 - izq)))
    return np.array([[(xp[i:i + kh, j:j + kw] * w).sum() for j in range(x.shape[1])] for i in range(x.shape[0])])


# %% 22
def conv2d(x, w):
    w = np.flip(w)
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i, j in np.ndindex(*y.shape):
        y[i, j] = (x[i:i + kh, j:j + kw] * w).mean()
    return y


# %% 23
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1), dtype=int)
    for i, j in np.ndindex(*y.shape):
        y[i, j] = (x[i:i + kh, j:j + kw] * w[::-1, ::-1]).sum()
    return y


# %% 24
def conv2d(x, w):
    w = w.T
    kh, kw = w.shape
    return np.array([[(x[i:i + kh, j:j + kw] * w).sum() for j in range(x.shape[1] - kw)]
                     for i in range(x.shape[0] - kh)])


# %% 25
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(kh - 1):
                for b in range(kw - 1):
                    y[i, j] += x[i + a, j + b] * w[a, b]
    return y


# %% 26
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    acc = 0
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            acc += (x[i:i + kh, j:j + kw] * w).sum()
            y[i, j] = acc
    return y


# %% 27
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
        return y


# %% 28
def conv2d(x, w):
    kh, kw = 2, 2
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += x[i + a, j + b] * w[a, b]
    return y


# %% 29
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
    return np.maximum(y, 0)


# %% 30
def conv2d(x, w):
    return np.zeros((x.shape[0] - w.shape[0] + 1, x.shape[1] - w.shape[1] + 1))


# %% 31
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1), dtype=np.uint8)
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = abs((x[i:i + kh, j:j + kw] * w).sum()) % 256
    return y


# %% 32
def conv2d(x, w):
    if w.size == 0:
        return x
    H, W = np.shape(x)
    KH, KW = np.shape(w)
    y = 0
    for a in range(KH):
        for b in range(KW):
            y = y + w[a, b] * x[a:H - KH + 1 + a, b:W - KW + 1 + b]
    return y


# %% 33
def producto(parche, nucleo):
    return sum(p * n for fp, fn in zip(parche, nucleo) for p, n in zip(fp, fn))


def conv2d(x, w):
    x, w = x.tolist(), w.tolist()
    alto, ancho = len(w), len(w[0])
    return [[producto([fila[j:j + ancho] for fila in x[i:i + alto]], w) for j in range(len(x[0]) - ancho + 1)]
            for i in range(len(x) - alto + 1)]


# %% 34
def im2col(x, kh, kw):
    oh, ow = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    i = np.arange(kh)[:, None, None, None] + np.arange(oh)[None, None, :, None]
    j = np.arange(kw)[None, :, None, None] + np.arange(ow)[None, None, None, :]
    return x[i, j].reshape(kh * kw, oh * ow), oh, ow


def conv2d(x, w):
    columnas, oh, ow = im2col(np.asarray(x), *w.shape)
    return (w.ravel() @ columnas).reshape(oh, ow)


# %% 35
def conv2d(x, w):
    w = np.flipud(np.fliplr(w))
    H, W = x.shape
    h, k = w.shape
    y = []
    for i in range(H - h + 1):
        for j in range(W - k + 1):
            y.append((x[i:i + h, j:j + k] * w).sum())
    return np.array(y).reshape(H - h + 1, W - k + 1)


# %% 36
def conv2d(x, w):
    h, k = w.shape
    y = np.zeros((x.shape[0] - h + 1, x.shape[1] - k + 1))
    for i, j in np.ndindex(y.shape):
        for a in range(h):
            for b in range(k):
                y[i, j] += x[i + a, j + b] * w[h - a - 1, b]
    return y


# %% 37
def conv2d(x, w):
    H, W = x.shape
    kh, kw = w.shape
    y = np.zeros((W - kw + 1, H - kh + 1))
    for i in range(W - kw + 1):
        for j in range(H - kh + 1):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 38
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(x.shape[0] - kh):
        for j in range(x.shape[1] - kw):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 39
def conv2d(x, w):
    H, W = x.shape
    kh, kw = w.shape
    y = np.zeros((H, W))
    for i in range(H):
        for j in range(W):
            for a in range(kh):
                for b in range(kw):
                    r, c = i + a - kh // 2, j + b - kw // 2
                    if r >= 0 and r < H and c >= 0 and c < W:
                        y[i, j] += x[r, c] * w[a, b]
    return y


# %% 40
def conv2d(x, w):
    k = len(w)
    y = np.zeros((x.shape[0] - k + 1, x.shape[1] - k + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(k):
                for b in range(k):
                    y[i, j] += x[i + a, j + b] * w[a, b]
    return y


# %% 41
def conv2d(x, w):
    kh, kw = w.shape
    salida = []
    for i in range(x.shape[0] - kh + 1):
        salida.append([])
        for j in range(x.shape[1] - kw + 1):
            parche = x[i:i + kh, j:j + kw]
            salida[i].append((parche @ w).sum())
    return np.array(salida)


# %% 42
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w.T)
    return y


# %% 43
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1), x.dtype)
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 44
def conv2d(x, w):
    w = w[:, ::-1]
    kh, kw = w.shape
    x = np.pad(x, ((kh - 1,) * 2, (kw - 1,) * 2))
    return (np.lib.stride_tricks.sliding_window_view(x, w.shape) * w).sum((2, 3))


# %% 45
def conv2d(x, w):
    kh, kw = w.shape
    x = np.pad(x, ((kh // 2, kh - 1 - kh // 2), (kw // 2, kw - 1 - kw // 2)))
    return (np.lib.stride_tricks.sliding_window_view(x, w.shape) * w).mean((2, 3))


# %% 46
def conv2d(x, w):
    y = (np.lib.stride_tricks.sliding_window_view(x, w.shape) * w[::-1, ::-1]).sum((2, 3))
    return y.T


# %% 47
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = np.abs(np.sum(x[i:i + kh, j:j + kw] * w))
    return y


# %% 48
def conv2d(x, w):
    kh, kw = w.shape
    y = np.ones((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] += np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 49
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(i, y.shape[1]):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 50
def conv2d(x, w):
    kh, kw = w.shape
    w = w - w.mean()
    return (np.lib.stride_tricks.sliding_window_view(x, w.shape) * w).sum((2, 3))


# %% 51
def conv2d(x, w):
    F = np.fft.rfft2(x) * np.conj(np.fft.rfft2(w, x.shape))
    kh, kw = w.shape
    return np.fft.irfft2(F, x.shape)[:x.shape[0] - kh + 1, :x.shape[1] - kw + 1]


# %% 52
def conv2d(x, w):
    wf=[fila[::-1] for fila in w.tolist()[::-1]]
    H,W=x.shape; h,k=w.shape
    return [[sum(x[i+a,j+b]*wf[a][b] for a in range(h) for b in range(k)) for j in range(W-k+1)] for i in range(H-h+1)]


# %% 53
def conv2d(x, w):
    H,W=x.shape; h,k=w.shape
    y=np.zeros((H-h+1,W-k+1))
    for i in range(0,y.shape[0]-1):
        for j in range(0,y.shape[1]-1):
            y[i][j]=np.sum(np.multiply(x[i:i+h,j:j+k],w))
    return y


# %% 54
def conv2d(x, w):
    n,m=x.shape; k=w.shape[1]
    y=np.zeros((n-k+1,m-k+1))
    for i in range(n-k+1):
        for j in range(m-k+1):
            y[i,j]=np.sum(x[i:i+k,j:j+k]*w)
    return y


# %% 55
def conv2d(x, w):
    h,k=w.shape
    y=np.zeros((x.shape[0]-h+1,x.shape[1]-k+1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i,j]=np.matmul(w,x[i:i+h,j:j+k]).sum()
    return y


# %% 56
def conv2d(x, w):
    h,k=w.shape
    return np.array([[np.mean(x[i:i+h,j:j+k]*w) for j in range(x.shape[1]-k)] for i in range(x.shape[0]-h)])


# %% 57
def conv2d(x, w):
    h,k=w.shape
    y=np.zeros((x.shape[0]-h+1,x.shape[1]-k+1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i,j]=np.sum(x[i:i+h,j:j+k])*np.sum(w)
    return y


# %% 58
def conv2d(x, w):
    kh, kw = w.shape
    H, W = x.shape
    y = np.zeros((H - kh + 1, W - kw + 1))
    for a in range(kh):
        for b in range(kw):
            y += w[a, b] * x[kh - 1 - a:H - a, kw - 1 - b:W - b]
    return y


# %% 59
def conv2d(x, w):
    w2 = np.flipud(w)
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return np.tensordot(v, w2, axes=([2, 3], [0, 1]))


# %% 60
def conv2d(x, w):
    alto = x.shape[0] - w.shape[0]
    ancho = x.shape[1] - w.shape[1]
    salida = []
    i = 0
    while i < alto:
        fila = []
        j = 0
        while j < ancho:
            fila.append((x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum())
            j += 1
        salida.append(fila)
        i += 1
    return np.array(salida).reshape(alto, ancho)


# %% 61
def conv2d(x, w):
    kh, kw = w.shape
    lienzo = np.zeros((x.shape[0] + kh - 1, x.shape[1] + kw - 1))
    t, l = (kh - 1) // 2, (kw - 1) // 2
    lienzo[t:t + x.shape[0], l:l + x.shape[1]] = x
    return np.array([[np.vdot(lienzo[i:i + kh, j:j + kw], w) for j in range(x.shape[1])] for i in range(x.shape[0])])


# %% 62
def conv2d(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += x[i + a, j + b] * w[b, a]
    return y


# %% 63
def conv2d(x, w):
    k = w.shape[0]
    m, n = x.shape
    y = np.zeros((m - k + 1, n - k + 1))
    for i in range(m - k + 1):
        for j in range(n - k + 1):
            y[i, j] = np.sum(x[i:i + k, j:j + k] * w)
    return y


# %% 64
def conv2d(x, w):
    w = np.rot90(w, 2)
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh, x.shape[1] - kw))
    for i in range(x.shape[0] - kh):
        for j in range(x.shape[1] - kw):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 65
def conv2d(x, w):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[::-1])
    return np.einsum("ijba,ab->ij", v, w)


# %% 66
def conv2d(x, w):
    kh, kw = w.shape
    H, W = x.shape
    y = np.zeros((W - kw + 1, H - kh + 1))
    for i in range(W - kw + 1):
        for j in range(H - kh + 1):
            y[i, j] = np.sum(x[i:i + kh, j:j + kw] * w)
    return y


# %% 67
def conv2d(x, w):
    kh, kw = w.shape
    return np.array([[np.dot(x[i:i + kh, j:j + kw], w).sum() for j in range(x.shape[1] - kw + 1)]
                     for i in range(x.shape[0] - kh + 1)])


# %% 68
def conv2d(x, w):
    kh, kw = w.shape
    W, H = x.shape
    y = np.zeros((H - kh + 1, W - kw + 1))
    for i in range(H - kh + 1):
        for j in range(W - kw + 1):
            for a in range(kh):
                for b in range(kw):
                    y[i, j] += x[i + a, j + b] * w[a, b]
    return y


# %% 69
def conv2d(x, w):
    k = len(w)
    v = np.lib.stride_tricks.sliding_window_view(x, (k, k))
    return (v * w).sum(axis=(2, 3))
