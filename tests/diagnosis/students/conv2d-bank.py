import numpy as np


def conv(x, w):
    kh, kw = w.shape
    y = np.zeros((x.shape[0] - kh + 1, x.shape[1] - kw + 1))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            y[i, j] = (x[i:i + kh, j:j + kw] * w).sum()
    return y


# %% 1
def conv2d_bank(x, w, b):
    mapas = []
    for f in range(len(w)):
        for c in range(len(x)):
            mapas.append(conv(x[c], w[f, c]) + b[f])
    return np.array(mapas)


# %% 2
def conv2d_bank(x, w, b):
    F, C = w.shape[:2]
    y = np.zeros((F, C, x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(F):
        for c in range(C):
            y[f, c] = conv(x[c], w[f, c]) + b[f]
    return y


# %% 3
def conv2d_bank(x, w, b):
    return np.array([np.mean([conv(canal, k) for canal, k in zip(x, filtro)], axis=0) + sesgo
                     for filtro, sesgo in zip(w, b)])


# %% 4
def conv2d_bank(x, w, b):
    y = np.zeros((w.shape[0], x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(w.shape[0]):
        for c in range(x.shape[0]):
            y[f] += conv(x[c], w[f, c]) + b[f]
    return y


# %% 5
def conv2d_bank(x, w, b):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))
    return np.einsum("cijab,fcab->fij", v, w) + b


# %% 6
def conv2d_bank(x, w, b):
    F, C, kh, kw = w.shape
    y = np.zeros((F, x.shape[1] - kh + 1, x.shape[2] - kw + 1))
    for f in range(F):
        for i in range(y.shape[1]):
            for j in range(y.shape[2]):
                y[f, i, j] = np.sum(x[0, i:i + kh, j:j + kw] * w[f, 0]) + b[f]
    return y


# %% 7
def conv2d_bank(x, w, b):
    salida = []
    for filtro, sesgo in zip(w, b):
        mapa = 0
        for canal in x:
            mapa = mapa + conv(canal, filtro[0])
        salida.append(mapa + sesgo)
    return np.stack(salida)


# %% 8
def conv2d_bank(x, w, b):
    C, F, kh, kw = w.shape
    y = np.zeros((F, x.shape[1] - kh + 1, x.shape[2] - kw + 1))
    for f in range(F):
        for c in range(C):
            y[f] += conv(x[c], w[c, f])
        y[f] += b[f]
    return y


# %% 9
def conv2d_bank(x, w, b):
    w = np.transpose(w, (1, 0, 2, 3))
    return np.stack([sum(conv(x[c], w[f, c]) for c in range(len(x))) + b[f] for f in range(len(w))])


# %% 10
def conv2d_bank(x, w, b):
    F, C, kh, kw = w.shape
    y = np.zeros((x.shape[1] - kh + 1, x.shape[2] - kw + 1, F))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            for f in range(F):
                y[i, j, f] = np.sum(x[:, i:i + kh, j:j + kw] * w[f]) + b[f]
    return y


# %% 11
def conv2d_bank(x, w, b):
    mapas = [sum(conv(x[c], w[f][c]) for c in range(len(x))) + b[f] for f in range(len(w))]
    return np.stack(mapas, axis=-1)


# %% 12
def conv2d_bank(x, w, b):
    return np.stack([sum(conv(x[c], w[f, c]) for c in range(len(x))) for f in range(len(w))])


# %% 13
def conv2d_bank(x, w, b):
    b = b[0]
    return np.stack([sum(conv(x[c], w[f, c]) for c in range(len(x))) + b for f in range(len(w))])


# %% 14
def conv2d_bank(x, w, b):
    y = np.zeros((x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(len(w)):
        for c in range(len(x)):
            y += conv(x[c], w[f, c])
        y += b[f]
    return y


# %% 15
def conv2d_bank(x, w, b):
    return np.array([np.average([conv(x[c], w[f, c]) for c in range(len(x))], axis=0) for f in range(len(w))])


# %% 16
def conv2d_bank(x, w, b):
    mapas = []
    for f in range(len(w)):
        mapa = 0
        for c in range(len(x)):
            mapa = mapa + conv(x[c], np.rot90(w[f, c], 2)) + b[f]
        mapas.append(mapa)
    return np.array(mapas)


# %% 17
def conv2d_bank(x, w, b):
    return np.array([conv(x[0], w[f, 0, ::-1, ::-1]) + b[f] for f in range(len(w))])


# %% 18
def conv2d_bank(x, w, b):
    mapas = [sum(conv(x[c], w[f][c]) for c in range(len(x))) for f in range(len(w))]
    return np.dstack(mapas)


# %% 19
def conv2d_bank(x, w, b):
    return np.stack([sum(conv(x[c], w[f, c].T) for c in range(len(x))) for f in range(len(w))])


# %% 20
def conv2d_bank(x, w, b):
    y = np.ones((w.shape[0], x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(w.shape[0]):
        for c in range(x.shape[0]):
            y[f] *= conv(x[c], w[f, c])
        y[f] += b[f]
    return y


# %% 21
def conv2d_bank(x, w, b):
    y = np.zeros((w.shape[0], x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(w.shape[0]):
        for c in range(x.shape[0]):
            y[f] = conv(x[c], w[f, c])
        y[f] += b[f]
    return y


# %% 22
def conv2d_bank(x, w, b):
    mapa = np.zeros((x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    y = []
    for f in range(w.shape[0]):
        for c in range(x.shape[0]):
            mapa += conv(x[c], w[f, c])
        y.append(mapa + b[f])
    return np.array(y)


# %% 23
def conv2d_bank(x, w, b):
    y = []
    for f in range(w.shape[0]):
        y.append(sum(conv(x[c], w[f, c]) for c in range(3)) + b[f])
    return np.array(y)


# %% 24
def conv2d_bank(x, w, b):
    F, C, KH, KW = np.shape(w)
    v = np.lib.stride_tricks.sliding_window_view(np.asarray(x), (KH, KW), axis=(1, 2))
    _, OH, OW = v.shape[:3]
    col = v.transpose(1, 2, 0, 3, 4).reshape(OH * OW, C * KH * KW)
    return (col @ w.reshape(F, -1).T + b).T.reshape(F, OH, OW)


# %% 25
def conv2d_bank(x, w, b):
    return [(sum(conv(c, k) for c, k in zip(x, f)) + s).tolist() for f, s in zip(w, b)]


# %% 26
def conv2d_bank(x, w, b):
    F, C, kh, kw = w.shape
    y = []
    for f in range(F):
        for c in range(C):
            y.append(conv(x[c], w[f, c]))
    return np.array(y)


# %% 27
def conv2d_bank(x, w, b):
    F, C, kh, kw = w.shape
    y = np.zeros((F, x.shape[1] - kh + 1, x.shape[2] - kw + 1))
    for f in range(F):
        for c in range(C):
            y[f] += conv(x[c], w[f, c])
        y[f] = y[f] / C + b[f]
    return y


# %% 28
def conv2d_bank(x, w, b):
    F, C, kh, kw = w.shape
    y = np.zeros((F, x.shape[1] - kh + 1, x.shape[2] - kw + 1))
    for f in range(F):
        for c in range(C):
            y[f] += conv(x[c], w[f, c])
    y += b
    return y


# %% 29
def conv2d_bank(x, w, b):
    return np.array([conv(x.sum(0), w[f, 0]) + b[f] for f in range(len(w))])


# %% 30
def conv2d_bank(x, w, b):
    F, C = w.shape[0], w.shape[1]
    y = np.zeros((F, x.shape[1] - w.shape[2] + 1, x.shape[2] - w.shape[3] + 1))
    for f in range(F):
        for c in range(C):
            y[f] += conv(x[c], w[c, f])
        y[f] += b[f]
    return y


# %% 31
def conv2d_bank(x, w, b):
    imagen = x[0]
    return np.array([conv(imagen, filtro[0]) + s for filtro, s in zip(w, b)])


# %% 32
def conv2d_bank(x, w, b):
    return np.array([sum(conv(c, k) + s for c, k in zip(x, f)) for f, s in zip(w, b)])


# %% 33
def conv2d_bank(x, w, b):
    return np.array([np.mean([conv(x[c], w[f, c][::-1, ::-1]) for c in range(len(x))], axis=0) + b[f] for f in range(len(w))])


# %% 34
def conv2d_bank(x, w, b):
    return np.array([sum(conv(c, f[0]) for c in x) for f in w])


# %% 35
def conv2d_bank(x, w, b):
    return np.array([np.mean([conv(x[c], w[f, c]) for c in range(len(x))], 0) for f in range(len(w))]) + b[0]


# %% 36
def conv2d_bank(x, w, b):
    return np.array([np.max([conv(x[c], w[f, c]) for c in range(len(x))], 0) + b[f] for f in range(len(w))])


# %% 37
def conv2d_bank(x, w, b):
    return np.array([sum(conv(x[c], w[0, c]) for c in range(len(x))) + b[f] for f in range(len(w))])


# %% 38
def conv2d_bank(x, w, b):
    return np.array([sum(conv(x[c], w[f, c]) for c in range(len(x))) * b[f] for f in range(len(w))])


# %% 39
def conv2d_bank(x, w, b):
    v=np.lib.stride_tricks.sliding_window_view(x,w.shape[2:],axis=(1,2))
    return np.einsum('cijab,fcab->fcij',v,w).mean(axis=1)+b.reshape(-1,1,1)


# %% 40
def conv2d_bank(x, w, b):
    v=np.lib.stride_tricks.sliding_window_view(x,w.shape[2:],axis=(1,2))
    return np.einsum('cijab,fcab->fcij',v,w)+b.reshape(-1,1,1,1)


# %% 41
def conv2d_bank(x, w, b):
    v=np.lib.stride_tricks.sliding_window_view(x,w.shape[2:],axis=(1,2))
    return (np.einsum('cijab,fcab->fcij',v,w)+b.reshape(-1,1,1,1)).sum(1)


# %% 42
def conv2d_bank(x, w, b):
    v=np.lib.stride_tricks.sliding_window_view(x,w.shape[2:],axis=(1,2))
    return np.einsum('cijab,fcab->ijf',v,w)+b


# %% 43
def conv2d_bank(x, w, b):
    v=np.lib.stride_tricks.sliding_window_view(x,w.shape[2:],axis=(1,2))
    return np.einsum('cijab,fcab->fij',v,w[::-1])+b.reshape(-1,1,1)


# %% 44
def conv2d_bank(x, w, b):
    D, C, kh, kw = w.shape
    mapas = []
    for d in range(D):
        for c in range(C):
            v = np.lib.stride_tricks.sliding_window_view(x[c], (kh, kw))
            mapas.append((v * w[d, c]).sum((2, 3)) + b[d])
    return np.stack(mapas)


# %% 45
def conv2d_bank(x, w, b):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))
    por_canal = np.einsum("cijab,dcab->dcij", v, w)
    return por_canal.mean(axis=1) + b[:, None, None]


# %% 46
def conv2d_bank(x, w, b):
    D, C, kh, kw = w.shape
    H2, W2 = x.shape[1] - kh + 1, x.shape[2] - kw + 1
    y = np.zeros((D, H2, W2))
    for d in range(D):
        for i in range(H2):
            for j in range(W2):
                for c in range(C):
                    y[d, i, j] += np.sum(x[c, i:i + kh, j:j + kw] * w[d, c]) + b[d]
    return y


# %% 47
def conv2d_bank(x, w, b):
    D, C, kh, kw = w.shape
    H2, W2 = x.shape[1] - kh + 1, x.shape[2] - kw + 1
    y = np.zeros((D, H2, W2))
    for d in range(D):
        canal = 0
        while canal < C:
            for i in range(H2):
                for j in range(W2):
                    y[d, i, j] += (x[canal, i:i + kh, j:j + kw] * w[d, canal]).sum()
            canal += 1
            break
        y[d] += b[d]
    return y


# %% 48
def conv2d_bank(x, w, b):
    C, H, W = x.shape
    D, _, kh, kw = w.shape
    y = np.zeros((H - kh + 1, W - kw + 1, D))
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            bloque = x[:, i:i + kh, j:j + kw].ravel()
            y[i, j] = w.reshape(D, -1) @ bloque + b
    return y


# %% 49
def conv2d_bank(x, w, b):
    D, C, kh, kw = w.shape
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(1, 2))
    y = np.einsum("cijab,dcab->ijd", v, w)
    return y + C * b


# %% 50
def conv2d_bank(x, w, b):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))
    y = np.tensordot(w, v, axes=([1, 2, 3], [0, 3, 4]))
    return y + b


# %% 51
def conv2d_bank(x, w, b):
    D, C, kh, kw = w.shape
    plano = x.sum(axis=0)
    v = np.lib.stride_tricks.sliding_window_view(plano, (kh, kw))
    return np.array([np.sum(v * w[d, 0], axis=(2, 3)) + b[d] for d in range(D)])


# %% 52
def conv2d_bank(x, w, b):
    C, D, kh, kw = w.shape
    H2, W2 = x.shape[1] - kh + 1, x.shape[2] - kw + 1
    y = np.zeros((D, H2, W2))
    for d in range(D):
        for c in range(C):
            for i in range(H2):
                for j in range(W2):
                    y[d, i, j] += np.sum(x[c, i:i + kh, j:j + kw] * w[c, d])
        y[d] += b[d]
    return y


# %% 53
def conv2d_bank(x, w, b):
    D, C, kh, kw = w.shape
    v = np.lib.stride_tricks.sliding_window_view(x, (kh, kw), axis=(1, 2))
    y = np.einsum("cijab,dcab->dij", v, w)
    for d in range(D):
        y[d] = (y[d] + b[d]) / C
    return y

# %% 54
def conv2d_bank(x, w, b):
    KH, KW = w.shape[2:]
    y = np.zeros((len(w), x.shape[1] - KH + 1, x.shape[2] - KW + 1), dtype=b.dtype)
    for f, i, j in np.ndindex(*y.shape):
        y[f, i, j] = b[f] + (x[:, i:i + KH, j:j + KW] * w[f]).sum()
    return y

# %% 55
salida = None


def conv2d_bank(x, w, b):
    global salida
    KH, KW = w.shape[2:]
    forma = len(w), x.shape[1] - KH + 1, x.shape[2] - KW + 1
    if salida is None or salida.shape != forma:
        salida = np.zeros(forma)
    for f, i, j in np.ndindex(*forma):
        salida[f, i, j] += b[f] + (x[:, i:i + KH, j:j + KW] * w[f]).sum()
    return salida
