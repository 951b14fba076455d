import numpy as np


# %% 1
def softmax(y):
    e = np.exp(y)
    return e / np.sum(e, axis=-1, keepdims=True)


# %% 2
def softmax(y):
    e = np.exp(y - np.max(y))
    return e / np.sum(e)


# %% 3
def softmax(y):
    m = y.max(axis=-1, keepdims=True)
    e = np.exp(y - m)
    return e / e.sum()


# %% 4
def softmax(y):
    e = np.exp(y - np.max(y, axis=0))
    return e / e.sum(axis=0)


# %% 5
def softmax(y):
    return np.exp(y - np.max(y, axis=-1, keepdims=True))


# %% 6
def softmax(y):
    return np.exp(y)


# %% 7
def softmax(y):
    suma = y.sum(axis=-1)
    return y / suma[..., np.newaxis]


# %% 8
def softmax(y):
    return 1.0 / (1.0 + np.exp(-y))


# %% 9
def sigmoid(t):
    if t >= 0:
        return 1 / (1 + np.exp(-t))
    return np.exp(t) / (1 + np.exp(t))


def softmax(y):
    return np.vectorize(sigmoid)(y)


# %% 10
def softmax(y):
    y = y - y.max()
    e = np.exp(y)
    return e / e.sum(axis=-1, keepdims=True)


# %% 11
def softmax(y):
    d = y - np.max(y, axis=-1, keepdims=True)
    return d - np.log(np.sum(np.exp(d), axis=-1, keepdims=True))


# %% 12
def softmax(y):
    e = np.exp(y - y.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


# %% 13
def softmax(y):
    p = []
    for fila in y:
        e = np.exp(fila - max(fila))
        p.append(e / sum(e))
    return np.array(p)


# %% 14
def softmax(y):
    e = np.exp(y)
    return e / e.sum(axis=0)


# %% 15
def softmax(y):
    e = np.exp(y)
    return e / e.sum()


# %% 16
def softmax(y):
    e = np.exp(y)
    return e / e.sum(axis=1, keepdims=True)


# %% 17
def softmax(y):
    e = np.exp(y - y.max(axis=-1, keepdims=True))
    return e / (e.sum(axis=-1, keepdims=True) + 1e-3)


# %% 18
def softmax(y):
    return np.full(y.shape, 1 / y.shape[-1])


# %% 19
def softmax(y):
    e = 2.0 ** (y - y.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


# %% 20
def softmax(y):
    return (y == y.max(axis=-1, keepdims=True)).astype(float)


# %% 21
def softmax(y):
    e = np.exp(-(y - y.min(axis=-1, keepdims=True)))
    return e / e.sum(axis=-1, keepdims=True)


# %% 22
def softmax(y):
    y = np.asarray(y, dtype=np.float64)
    if y.ndim == 1:
        e = [np.exp(v - max(y)) for v in y]
        return [v / sum(e) for v in e]
    return np.array([softmax(fila) for fila in y])


# %% 23
def softmax(y):
    m = np.max(y, axis=-1, keepdims=True)
    lse = m + np.log(np.exp(y - m).sum(-1, keepdims=True))
    return np.exp(y - lse)


# %% 24
def softmax(y):
    d = y[..., :, None] - y[..., None, :]
    with np.errstate(over="ignore"):
        return 1 / np.exp(-d).sum(-1)


# %% 25
def softmax(y):
    return np.exp(y) / np.exp(y).sum(-1)[..., None]


# %% 26
def softmax(y):
    maximo = np.amax(y)
    numerador = np.exp(y - maximo)
    suma = np.sum(np.exp(y - maximo))
    return numerador / suma


# %% 27
def softmax(y):
    m = np.max(y, axis=0, keepdims=True)
    e = np.exp(y - m)
    s = np.sum(e, axis=0, keepdims=True)
    return e / s


# %% 28
def softmax(y):
    y = y - y.max(axis=-1, keepdims=True)
    return y / y.sum(axis=-1, keepdims=True)


# %% 29
def softmax(y):
    return np.exp(y) / (1 + np.exp(y))


# %% 30
def softmax(y):
    e = np.exp(y - y.max(-1, keepdims=True))
    return np.log(e / e.sum(-1, keepdims=True))


# %% 31
def softmax(y):
    e = np.exp(y - np.max(y))
    return (e.T / e.T.sum(axis=0)).T if y.ndim < 3 else e / e.sum(-1, keepdims=True)


# %% 32
def softmax(y):
    e = np.exp(y - y.max(-1, keepdims=True))
    return e / e.sum(axis=0)


# %% 33
def softmax(y):
    e = np.exp(y)
    return np.log(e / e.sum(-1, keepdims=True))


# %% 34
def softmax(y):
    e = np.exp((y - y.max(-1, keepdims=True)) / 2)
    return e / e.sum(-1, keepdims=True)


# %% 35
def softmax(y):
    e = np.exp(y - y.max(-1, keepdims=True))
    return np.round(e / e.sum(-1, keepdims=True), 2)


# %% 36
def softmax(y):
    z=np.exp(y-y.max()).ravel()
    return (z/z.sum()).reshape(y.shape)


# %% 37
def softmax(y):
    z=y-np.max(y,axis=0,keepdims=True)
    return np.exp(z)/np.sum(np.exp(z),axis=0,keepdims=True)


# %% 38
def softmax(y):
    m=np.max(y,axis=-1)
    return np.exp(y-m[...,None])


# %% 39
def softmax(y):
    m=y.max(-1,keepdims=True)
    return y-(m+np.log(np.exp(y-m).sum(-1,keepdims=True)))


# %% 40
def softmax(y):
    z=np.exp(y-y.max(-1,keepdims=True))
    return z/np.sqrt((z**2).sum(-1,keepdims=True))


# %% 41
def softmax(y):
    y = np.asarray(y, dtype=float)
    suma = 0.0
    for c in range(y.shape[-1]):
        suma = suma + np.exp(y[..., c])
    return np.exp(y) / suma[..., None]


# %% 42
def softmax(y):
    y = np.asarray(y, float)
    m = np.max(y)
    e = np.exp(y - m)
    total = 0
    for v in e.flat:
        total += v
    return e / total


# %% 43
def softmax(y):
    y = np.asarray(y, float)
    if y.ndim == 1:
        e = np.exp(y - y.max())
        return e / e.sum()
    e = np.exp(y - y.max(axis=0))
    return e / e.sum(axis=0)


# %% 44
def softmax(y):
    y = np.asarray(y, dtype=float)
    return np.exp(y - np.amax(y, axis=-1, keepdims=True))


# %% 45
def softmax(y):
    y = np.asarray(y, dtype=float)
    z = y - y.max(-1, keepdims=True)
    return z - np.log(np.exp(z).sum(-1, keepdims=True))


# %% 46
def softmax(y):
    y = np.asarray(y, dtype=float)
    z = y.copy()
    z -= z.max()
    e = np.exp(z)
    return e / e.sum(axis=-1)[..., np.newaxis]


# %% 47
def softmax(y):
    y = np.asarray(y, float)
    e = np.exp(y)
    return e / np.sum(e, axis=0)


# %% 48
def softmax(y):
    y = np.asarray(y, dtype=float)
    return y / y.sum(axis=-1, keepdims=True)


# %% 49
def softmax(y):
    y = np.asarray(y, dtype=float)
    y = np.clip(y, -700, 700)
    return 1 / (1 + np.exp(-y))


# %% 50
def softmax(y):
    y = np.asarray(y, dtype=float)
    z = y - y.max(axis=0, keepdims=True)
    e = np.exp(z)
    return np.divide(e, e.sum(axis=0, keepdims=True))


# %% 51
def softmax(y):
    y = np.asarray(y, dtype=float)
    salida = np.zeros_like(y)
    for idx in np.ndindex(y.shape[:-1]):
        fila = y[idx]
        salida[idx] = [np.exp(v - max(fila)) for v in fila]
    return salida
