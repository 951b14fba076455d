import numpy as np


def directo(dy, x, w, s, p, giro=False):
    X = np.pad(x, p)
    kh, kw = w.shape
    dX, dw = np.zeros(X.shape), np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * s, j * s
        dX[r:r + kh, c:c + kw] += dy[i, j] * (w[::-1, ::-1] if giro else w)
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[p:p + x.shape[0], p:p + x.shape[1]], dw


# %% 1
def corr_full(a, k):
    kh, kw = k.shape
    a = np.pad(a, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    v = np.lib.stride_tricks.sliding_window_view(a, k.shape)
    return (v * k).sum((2, 3))


def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    up = np.zeros((X.shape[0] - kh + 1, X.shape[1] - kw + 1))
    up[::stride, ::stride][:dy.shape[0], :dy.shape[1]] = dy
    dX = corr_full(up, w)
    v = np.lib.stride_tricks.sliding_window_view(X, up.shape)
    dw = (v * up).sum((2, 3))
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 2
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros_like(X, dtype=float)
    up = np.zeros((X.shape[0] - kh + 1, X.shape[1] - kw + 1))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dX[i * stride:i * stride + kh, j * stride:j * stride + kw] += dy[i, j] * w
            up[i * stride, j * stride] = dy[i, j]
    giro = up[::-1, ::-1]
    dw = np.zeros(w.shape)
    for a in range(kh):
        for c in range(kw):
            dw[a, c] = (X[a:a + up.shape[0], c:c + up.shape[1]] * giro).sum()
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 3
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros((kw, kh))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            r, c = i * stride, j * stride
            dX[r:r + kh, c:c + kw] += dy[i, j] * w
            dw += dy[i, j] * X[r:r + kh, c:c + kw].T
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 4
def corr(a, k):
    oh, ow = a.shape[0] - k.shape[0] + 1, a.shape[1] - k.shape[1] + 1
    y = np.zeros((max(oh, 0), max(ow, 0)))
    for i in range(oh):
        for j in range(ow):
            y[i, j] = np.sum(a[i:i + k.shape[0], j:j + k.shape[1]] * k)
    return y


def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    up = np.zeros((X.shape[0] - w.shape[0] + 1, X.shape[1] - w.shape[1] + 1))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            up[i * stride, j * stride] = dy[i, j]
    dx = corr(up, w[::-1, ::-1])
    dw = corr(X, up)
    return dx, dw, dy.sum()


# %% 5
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, np.mean(dy)


# %% 6
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        dX[i:i + kh, j:j + kw] += dy[i, j] * w
        dw += dy[i, j] * X[i:i + kh, j:j + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 7
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    oh, ow = dy.shape
    dyp = np.pad(dy, ((kh - 1, kh - 1), (kw - 1, kw - 1)))
    dX = np.zeros((oh + kh - 1, ow + kw - 1))
    for i in range(dX.shape[0]):
        for j in range(dX.shape[1]):
            dX[i, j] = np.sum(dyp[i:i + kh, j:j + kw] * w[::-1, ::-1])
    dw = np.array([[np.sum(X[a:a + oh, c:c + ow] * dy) for c in range(X.shape[1] - ow + 1)]
                   for a in range(X.shape[0] - oh + 1)])
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 8
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    dw = dw / (dy.shape[0] * dy.shape[1])
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 9
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w.T
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 10
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw][::-1, ::-1]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 11
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] = dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 12
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:-padding, padding:-padding], dw, dy.sum()


# %% 13
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw] / dy.size
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.mean()


# %% 14
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    wr = np.rot90(w, 2)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * wr
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.mean()


# %% 15
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] = dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw.T, dy.sum()


# %% 16
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] += dy[i, j] * w
        dw = dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 17
def conv2d_backward(dy, x, w, stride=1, padding=0):
    return np.zeros_like(x), np.zeros_like(w), 0.0


# %% 18
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X = np.pad(x, padding)
    kh, kw = w.shape
    dX = np.zeros(X.shape)
    dw = np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        r, c = i * stride, j * stride
        dX[r:r + kh, c:c + kw] -= dy[i, j] * w
        dw += dy[i, j] * X[r:r + kh, c:c + kw]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 19
def conv2d_backward(dy, x, w, stride=1, padding=0):
    H, W = x.shape
    dx, dw = np.zeros((H, W)), np.zeros(w.shape)
    for i, j in np.ndindex(*dy.shape):
        for a, c in np.ndindex(*w.shape):
            r, s = i * stride + a - padding, j * stride + c - padding
            if 0 <= r < H and 0 <= s < W:
                dx[r, s] += dy[i, j] * w[a, c]
                dw[a, c] += dy[i, j] * x[r, s]
    return [dx.tolist(), dw.tolist(), float(np.sum(dy))]


# %% 20
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding, giro=True)
    return dx, dw, np.sum(dy)


# %% 21
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dx, np.transpose(dw), np.sum(dy)


# %% 22
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dx, dw, dy.sum() / dy.size


# %% 23
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dx, dw / dy.size, dy.sum()


# %% 24
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dx, dw, dy


# %% 25
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, 1, padding)
    return dx, dw, dy.sum()


# %% 26
def conv2d_backward(dy, x, w, stride=1, padding=0):
    _, dw = directo(dy, x, w, stride, padding)
    dX = np.zeros((x.shape[0] + 2 * padding, x.shape[1] + 2 * padding))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            for a in range(w.shape[0]):
                for c in range(w.shape[1]):
                    dX[i * stride + a, j * stride + c] = dy[i, j] * w[a, c]
    return dX[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 27
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, np.pad(x, padding), w, stride, 0)
    return dx, dw, dy.sum()


# %% 28
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dw, dx, dy.sum()


# %% 29
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dx, dw.T, dy.mean()


# %% 30
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, 1, padding)
    return dx, dw, dy.mean()


# %% 31
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding, giro=True)
    return dx, dw.T, dy.sum()


# %% 32
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return dx, dw, 0.0


# %% 33
def conv2d_backward(dy, x, w, stride=1, padding=0):
    dx, dw = directo(dy, x, w, stride, padding)
    return 2 * dx, 2 * dw, dy.sum()


# %% 34
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X=np.pad(x,padding); h,k=w.shape
    dX=np.zeros_like(X,dtype=float); dw=np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dX[i:i+h,j:j+k]+=w*dy[i,j]
            dw+=X[i*stride:i*stride+h,j*stride:j*stride+k]*dy[i,j]
    return dX[padding:padding+x.shape[0],padding:padding+x.shape[1]],dw,dy.sum()


# %% 35
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X=np.pad(x,padding); h,k=w.shape
    dX=np.zeros_like(X,dtype=float); dw=np.zeros(w.shape)
    d2=dy[::-1,::-1]
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dX[i*stride:i*stride+h,j*stride:j*stride+k]+=w*dy[i,j]
            dw+=X[i*stride:i*stride+h,j*stride:j*stride+k]*d2[i,j]
    return dX[padding:padding+x.shape[0],padding:padding+x.shape[1]],dw,dy.sum()


# %% 36
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X=np.pad(x,padding); h,k=w.shape
    dX=np.zeros_like(X,dtype=float); dw=np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dX[i*stride:i*stride+h,j*stride:j*stride+k]=w*dy[i,j]
            dw=X[i*stride:i*stride+h,j*stride:j*stride+k]*dy[i,j]
    return dX[padding:padding+x.shape[0],padding:padding+x.shape[1]],dw,dy.sum()


# %% 37
def conv2d_backward(dy, x, w, stride=1, padding=0):
    X=np.pad(x,padding); h,k=w.shape
    dX=np.zeros_like(X,dtype=float); dw=np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            for a in range(h):
                for b in range(k):
                    dX[i*stride+a,j*stride+b]+=w[b,a]*dy[i,j]
                    dw[a,b]+=X[i*stride+a,j*stride+b]*dy[i,j]
    return dX[padding:padding+x.shape[0],padding:padding+x.shape[1]],dw,dy.sum()


# %% 38
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros_like(xp, dtype=float)
    dw = np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            r, c = i * stride, j * stride
            dw += dy[i, j] * xp[r:r + kh, c:c + kw]
            dxp[r:r + kh, c:c + kw] += dy[i, j] * w[::-1, ::-1]
    H, W = x.shape
    return dxp[padding:padding + H, padding:padding + W], dw, dy.sum()


# %% 39
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw))[::stride, ::stride]
    dw = np.einsum("ijab,ij->ba", v, dy)
    for a in range(kh):
        for b in range(kw):
            dxp[a:a + stride * dy.shape[0]:stride, b:b + stride * dy.shape[1]:stride][:dy.shape[0], :dy.shape[1]] += w[a, b] * dy
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 40
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    dw = np.zeros((kh, kw))
    db, n = 0.0, 0
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            g = dy[i, j]
            n += 1
            db += g
            for a in range(kh):
                for b in range(kw):
                    dw[a, b] += g * xp[i * stride + a, j * stride + b]
                    dxp[i * stride + a, j * stride + b] += g * w[a, b]
    if padding:
        dxp = dxp[padding:-padding, padding:-padding]
    return dxp, dw, db / n


# %% 41
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    aportes = []
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            zona = np.s_[i * stride:i * stride + kh, j * stride:j * stride + kw]
            aportes.append(dy[i, j] * xp[zona])
            dxp[zona] += dy[i, j] * w
    dw = np.mean(aportes, axis=0)
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, np.sum(dy)


# %% 42
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    dw = np.zeros((kh, kw))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            zona = np.s_[i * stride:i * stride + kh, j * stride:j * stride + kw]
            dw += dy[i, j] * xp[zona]
            dxp[zona] += dy[i, j] * w.T
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, np.sum(dy)


# %% 43
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    dw = np.zeros((kh, kw))
    oh, ow = dy.shape
    girado = np.rot90(dy, 2)
    for i in range(oh):
        for j in range(ow):
            zona = np.s_[i * stride:i * stride + kh, j * stride:j * stride + kw]
            dw += girado[i, j] * xp[zona]
            dxp[zona] += dy[i, j] * w
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, np.sum(dy)


# %% 44
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    dw = np.zeros((kh, kw))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            zona = np.s_[i * stride:i * stride + kh, j * stride:j * stride + kw]
            dw += dy[i, j] * xp[zona]
            dxp[zona] += dy[i, j] * np.flip(w)
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, np.mean(dy)


# %% 45
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dw = np.zeros(w.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dw += dy[i, j] * xp[i * stride:i * stride + kh, j * stride:j * stride + kw]
    dz = np.zeros(((dy.shape[0] - 1) * stride + 1, (dy.shape[1] - 1) * stride + 1))
    dz[::stride, ::stride] = dy
    wf = w[::-1, ::-1]
    oh, ow = dz.shape[0] - kh + 1, dz.shape[1] - kw + 1
    dx = np.array([[np.sum(dz[i:i + kh, j:j + kw] * wf) for j in range(ow)] for i in range(oh)])
    return dx, dw, dy.sum()


# %% 46
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    dw = np.zeros((kh, kw))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dw += dy[i, j] * xp[i:i + kh, j:j + kw]
            dxp[i:i + kh, j:j + kw] += dy[i, j] * w
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()


# %% 47
def conv2d_backward(dy, x, w, stride=1, padding=0):
    xp = np.pad(x, padding)
    kh, kw = w.shape
    dxp = np.zeros(xp.shape)
    v = np.lib.stride_tricks.sliding_window_view(xp, (kh, kw))[::stride, ::stride]
    dw = (v * dy[:, :, None, None]).mean(axis=(0, 1))
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dxp[i * stride:i * stride + kh, j * stride:j * stride + kw] += dy[i, j] * w
    return dxp[padding:padding + x.shape[0], padding:padding + x.shape[1]], dw, dy.sum()
