import numpy as np

OPS = {"max": np.max, "avg": np.mean, "sum": np.sum, "min": np.min}


def inicios(n, k, s):
    r = [0]
    while r[-1] + k < n and r[-1] + s < n:
        r.append(r[-1] + s)
    return r


# %% 1
def pool2d_ceil(x, k=2, s=2, op="max"):
    oh = (x.shape[0] - k) // s + 1
    ow = (x.shape[1] - k) // s + 1
    return np.array([[OPS[op](x[i * s:i * s + k, j * s:j * s + k]) for j in range(ow)] for i in range(oh)])


# %% 2
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    y = []
    i = 0
    while True:
        fila = []
        j = 0
        while True:
            v = x[i:i + k, j:j + k]
            fila.append({"max": v.max(), "min": v.min(), "sum": v.sum(), "avg": v.sum() / (k * k)}[op])
            if j + k >= W or j + s >= W:
                break
            j += s
        y.append(fila)
        if i + k >= H or i + s >= H:
            break
        i += s
    return np.array(y)


# %% 3
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    oh = max(int(np.ceil((H - k) / s)) + 1, 1)
    ow = max(int(np.ceil((W - k) / s)) + 1, 1)
    if (oh - 1) * s >= H:
        oh -= 1
    if (ow - 1) * s >= W:
        ow -= 1
    lienzo = np.zeros((max((oh - 1) * s + k, H), max((ow - 1) * s + k, W)))
    lienzo[:H, :W] = x
    return np.array([[OPS[op](lienzo[i * s:i * s + k, j * s:j * s + k]) for j in range(ow)] for i in range(oh)])


# %% 4
def pool2d_ceil(x, k=2, s=2, op="max"):
    falta_h = -(x.shape[0] - k) % s
    falta_w = -(x.shape[1] - k) % s
    xp = np.pad(x, ((0, falta_h), (0, falta_w)))
    oh = (xp.shape[0] - k) // s + 1
    ow = (xp.shape[1] - k) // s + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = OPS[op](xp[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 5
def pool2d_ceil(x, k=2, s=2, op="max"):
    falta_h = -(x.shape[0] - k) % s
    falta_w = -(x.shape[1] - k) % s
    xp = np.pad(x, ((falta_h, 0), (falta_w, 0)))
    oh = (xp.shape[0] - k) // s + 1
    ow = (xp.shape[1] - k) // s + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = OPS[op](xp[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 6
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    oh = int(np.ceil((H - k) / s)) + 1
    ow = int(np.ceil((W - k) / s)) + 1
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            fi, ci = i * s, j * s
            if fi + k > H:
                fi = H - k
            if ci + k > W:
                ci = W - k
            y[i, j] = OPS[op](x[fi:fi + k, ci:ci + k])
    return y


# %% 7
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    oh = int(np.ceil((H - k) / s)) + 1
    ow = int(np.ceil((W - k) / s)) + 1
    xp = np.pad(x, ((0, (oh - 1) * s + k - H), (0, (ow - 1) * s + k - W)), mode="edge")
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = OPS[op](xp[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 8
def pool2d_ceil(x, k=2, s=2, op="max"):
    oh = int(np.ceil(x.shape[0] / k))
    ow = int(np.ceil(x.shape[1] / k))
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = OPS[op](x[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 9
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    oh, ow = H // s + 1, W // s + 1
    xp = np.pad(x, ((0, k), (0, k)))
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = OPS[op](xp[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 10
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    oh = max(-(-(H - k) // s) + 1, 1)
    ow = max(-(-(W - k) // s) + 1, 1)
    oh -= (oh - 1) * s >= H
    ow -= (ow - 1) * s >= W
    y = np.zeros((oh, ow), dtype=x.dtype)
    for i in range(oh):
        for j in range(ow):
            y[i, j] = OPS[op](x[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 11
def pool2d_ceil(x, k=2, s=2, op="max"):
    oh = int(np.ceil(x.shape[0] / k))
    ow = int(np.ceil(x.shape[1] / k))
    y = np.zeros((oh, ow))
    for i in range(oh):
        for j in range(ow):
            v = x[i * s:i * s + k, j * s:j * s + k]
            y[i, j] = v.sum() / k ** 2 if op == "avg" else OPS[op](v)
    return y


# %% 12
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    starts = lambda n: [i for i in range(0, n, s) if i == 0 or i - s + k < n]
    y = []
    for i in starts(H):
        for j in starts(W):
            y.append(x[i, j])
    return np.reshape(y, (len(starts(H)), len(starts(W))))


# %% 13
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    starts = lambda n: [i for i in range(0, n, s) if i == 0 or i - s + k < n]
    return np.array([[np.median(x[i:i + k, j:j + k]) for j in starts(W)] for i in starts(H)])


# %% 14
def pool2d_ceil(x, k=2, s=2, op="max"):
    x = np.asarray(x, float)
    H, W = x.shape

    def inicios(n):
        pos = [0]
        while pos[-1] + k < n and pos[-1] + s < n:
            pos.append(pos[-1] + s)
        return pos

    relleno = np.full((H + k, W + k), np.nan)
    relleno[:H, :W] = x
    f = {"max": np.nanmax, "min": np.nanmin, "avg": np.nanmean, "sum": np.nansum}[op]
    return np.array([[f(relleno[i:i + k, j:j + k]) for j in inicios(W)] for i in inicios(H)])


# %% 15
def pool2d_ceil(x, k=2, s=2, op="max"):
    y = []
    for i in range(0, x.shape[0] - k + 1, s):
        fila = []
        for j in range(0, x.shape[1] - k + 1, s):
            fila.append(OPS[op](x[i:i + k, j:j + k]))
        y.append(fila)
    return np.array(y)


# %% 16
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    y = np.zeros((len(inicios(H, k, s)), len(inicios(W, k, s))))
    for a, i in enumerate(inicios(H, k, s)):
        for b, j in enumerate(inicios(W, k, s)):
            v = x[i:i + k, j:j + k]
            if op == "avg":
                y[a, b] = v.sum() / k ** 2
            else:
                y[a, b] = OPS[op](v)
    return y


# %% 17
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    xp = np.pad(x, ((0, k), (0, k)))
    return np.array([[OPS[op](xp[i:i + k, j:j + k]) for j in inicios(W, k, s)] for i in inicios(H, k, s)])


# %% 18
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    xp = np.pad(x, ((0, k), (0, k)), mode="edge")
    return np.array([[OPS[op](xp[i:i + k, j:j + k]) for j in inicios(W, k, s)] for i in inicios(H, k, s)])


# %% 19
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    f = [min(i, H - k) if H >= k else 0 for i in inicios(H, k, s)]
    c = [min(j, W - k) if W >= k else 0 for j in inicios(W, k, s)]
    return np.array([[OPS[op](x[i:i + k, j:j + k]) for j in c] for i in f])


# %% 20
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    fh = (len(inicios(H, k, s)) - 1) * s + k - H
    fw = (len(inicios(W, k, s)) - 1) * s + k - W
    xp = np.pad(x, ((max(fh, 0), 0), (max(fw, 0), 0)))
    return np.array([[OPS[op](xp[i * s:i * s + k, j * s:j * s + k]) for j in range(len(inicios(W, k, s)))]
                     for i in range(len(inicios(H, k, s)))])


# %% 21
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    y = np.zeros((H // s + 1, W // s + 1))
    for i in range(H // s + 1):
        for j in range(W // s + 1):
            v = x[i * s:i * s + k, j * s:j * s + k]
            y[i, j] = OPS[op](v) if v.size else 0
    return y


# %% 22
def pool2d_ceil(x, k=2, s=2, op="max"):
    H, W = x.shape
    xp = np.pad(x, ((0, k), (0, k)), mode="reflect")
    return np.array([[OPS[op](xp[i:i + k, j:j + k]) for j in inicios(W, k, s)] for i in inicios(H, k, s)])


# %% 23
F={'max':np.max,'avg':np.mean,'sum':np.sum,'min':np.min}


def pool2d_ceil(x, k=2, s=2, op='max'):
    v=np.lib.stride_tricks.sliding_window_view(x,(k,k))[::s,::s]
    return F[op](v,axis=(2,3))


# %% 24
F={'max':np.max,'avg':np.mean,'sum':np.sum,'min':np.min}


def pool2d_ceil(x, k=2, s=2, op='max'):
    H,W=x.shape
    oh=max(-(-(H-k)//s),0)+1; ow=max(-(-(W-k)//s),0)+1
    if (oh-1)*s>=H: oh-=1
    if (ow-1)*s>=W: ow-=1
    xp=np.zeros((H+k,W+k)); xp[:H,:W]=x
    return np.array([[F[op](xp[i*s:i*s+k,j*s:j*s+k]) for j in range(ow)] for i in range(oh)])


# %% 25
F={'max':np.max,'avg':np.mean,'sum':np.sum,'min':np.min}


def pool2d_ceil(x, k=2, s=2, op='max'):
    H,W=x.shape
    oh=max(-(-(H-k)//s),0)+1; ow=max(-(-(W-k)//s),0)+1
    if (oh-1)*s>=H: oh-=1
    if (ow-1)*s>=W: ow-=1
    G=dict(F,avg=lambda v:v.sum()/k/k)
    return np.array([[G[op](x[i*s:i*s+k,j*s:j*s+k]) for j in range(ow)] for i in range(oh)])


# %% 26
F={'max':np.max,'avg':np.mean,'sum':np.sum,'min':np.min}


def pool2d_ceil(x, k=2, s=2, op='max'):
    H,W=x.shape
    oh=(H+k-1)//k; ow=(W+k-1)//k
    return np.array([[F[op](x[i*s:min(i*s+k,H),j*s:min(j*s+k,W)]) for j in range(ow)] for i in range(oh)])


# %% 27
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape[-2:]
    filas = list(range(0, H - k + 1, s))
    cols = list(range(0, W - k + 1, s))
    y = np.zeros(x.shape[:-2] + (len(filas), len(cols)))
    for i, r in enumerate(filas):
        for j, c in enumerate(cols):
            y[..., i, j] = f(x[..., r:r + k, c:c + k], axis=(-2, -1))
    return y


# %% 28
def _n(n, k, s):
    m = max(-(-(n - k) // s), 0) + 1
    if (m - 1) * s >= n:
        m -= 1
    return m

def pool2d_ceil(x, k=2, s=2, op='max'):
    H, W = x.shape[-2:]
    y = np.zeros(x.shape[:-2] + (_n(H, k, s), _n(W, k, s)))
    for i in range(y.shape[-2]):
        for j in range(y.shape[-1]):
            v = x[..., i * s:i * s + k, j * s:j * s + k]
            if op == 'max':
                y[..., i, j] = v.max((-2, -1))
            elif op == 'min':
                y[..., i, j] = v.min((-2, -1))
            elif op == 'sum':
                y[..., i, j] = v.sum((-2, -1))
            else:
                y[..., i, j] = v.sum((-2, -1)) / k ** 2
    return y


# %% 29
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape[-2:]

    def cuantas(n):
        m = max(int(np.ceil((n - k) / s)), 0) + 1
        while (m - 1) * s >= n:
            m -= 1
        return m

    nh, nw = cuantas(H), cuantas(W)
    grande = np.zeros(x.shape[:-2] + (max(H, (nh - 1) * s + k), max(W, (nw - 1) * s + k)))
    grande[..., :H, :W] = x
    v = np.lib.stride_tricks.sliding_window_view(grande, (k, k), axis=(-2, -1))[..., ::s, ::s, :, :]
    return f(v[..., :nh, :nw, :, :], axis=(-2, -1))


# %% 30
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape[-2:]

    def inicios(n):
        lista = [0]
        while lista[-1] + k < n and lista[-1] + s < n:
            lista.append(lista[-1] + s)
        return [max(min(a, n - k), 0) for a in lista]

    return np.stack([np.stack([f(x[..., r:r + k, c:c + k], axis=(-2, -1)) for c in inicios(W)], -1) for r in inicios(H)], -2)


# %% 31
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape[-2:]

    def inicios(n):
        lista = [0]
        while lista[-1] + k < n and lista[-1] + s < n:
            lista.append(lista[-1] + s)
        return lista

    filas = []
    for r in inicios(H):
        fila = []
        for c in inicios(W):
            ii = np.minimum(np.arange(r, r + k), H - 1)
            jj = np.minimum(np.arange(c, c + k), W - 1)
            fila.append(f(x[..., ii[:, None], jj], axis=(-2, -1)))
        filas.append(np.stack(fila, -1))
    return np.stack(filas, -2)


# %% 32
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.nanmax, 'avg': np.nansum, 'sum': np.nansum, 'min': np.nanmin}[op]
    H, W = x.shape[-2:]

    def cuantas(n):
        m = max(-(-(n - k) // s), 0) + 1
        while (m - 1) * s >= n:
            m -= 1
        return m

    nh, nw = cuantas(H), cuantas(W)
    ph, pw = max((nh - 1) * s + k - H, 0), max((nw - 1) * s + k - W, 0)
    g = np.full(x.shape[:-2] + (H + ph, W + pw), np.nan)
    g[..., ph:, pw:] = x
    v = np.lib.stride_tricks.sliding_window_view(g, (k, k), axis=(-2, -1))[..., ::s, ::s, :, :][..., :nh, :nw, :, :]
    y = f(v, axis=(-2, -1))
    return y / k ** 2 if op == 'avg' else y


# %% 33
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape
    nh, nw = int(np.ceil(H / k)), int(np.ceil(W / k))
    y = np.zeros((nh, nw))
    for i in range(nh):
        for j in range(nw):
            y[i, j] = f(x[i * s:i * s + k, j * s:j * s + k])
    return y


# %% 34
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape
    y = np.zeros((H // s + 1, W // s + 1))
    for i in range(H // s + 1):
        for j in range(W // s + 1):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if v.size:
                y[i, j] = f(v)
    return y


# %% 35
def pool2d_ceil(x, k=2, s=2, op='max'):
    f = {'max': np.max, 'avg': np.mean, 'sum': np.sum, 'min': np.min}[op]
    H, W = x.shape

    def falta(n):
        m = max(-(-(n - k) // s), 0) + 1
        if (m - 1) * s >= n:
            m -= 1
        return max((m - 1) * s + k - n, 0)

    xp = np.zeros((H + falta(H), W + falta(W)))
    xp[falta(H):, falta(W):] = x
    v = np.lib.stride_tricks.sliding_window_view(xp, (k, k))[::s, ::s]
    return f(v, axis=(2, 3))
