import numpy as np


def promedio(dy, x, k, s):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j] / (k * k)
    return dx


# %% 1
def pool_backward(dy, x, k, s, op="max"):
    return promedio(dy, x, k, s)


# %% 2
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            mascara = v == np.max(v)
            dx[i * s:i * s + k, j * s:j * s + k] += mascara * dy[i, j]
    return dx


# %% 3
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s, j * s] += dy[i, j]
    return dx


# %% 4
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j]
    return dx


# %% 5
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            if op == "avg":
                dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j]
            else:
                v = x[i * s:i * s + k, j * s:j * s + k]
                a, b = np.unravel_index(v.argmax(), v.shape)
                dx[i * s + a, j * s + b] += dy[i, j]
    return dx


# %% 6
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = divmod(int(np.argmax(v)), k)
            dx[i * s + a, j * s + b] = dy[i, j]
    return dx


# %% 7
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if op == "avg":
                dx[i * s:i * s + k, j * s:j * s + k] = dy[i, j] / k ** 2
            else:
                a, b = divmod(int(np.argmax(v)), k)
                dx[i * s + a, j * s + b] = dy[i, j]
    return dx


# %% 8
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = divmod(int(np.argmax(v)), k)
            dx[i * s + a, j * s + b] += dy[i, j] * v[a, b]
    return dx


# %% 9
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            mejor, donde = -np.inf, None
            for a in range(i * s, i * s + k):
                for b in range(j * s, j * s + k):
                    if x[a, b] >= mejor:
                        mejor, donde = x[a, b], (a, b)
            dx[donde] += dy[i, j]
    return dx


# %% 10
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if v.max() == x.max():
                a, b = divmod(int(np.argmax(v)), k)
                dx[i * s + a, j * s + b] += dy[i, j]
    return dx


# %% 11
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            m = v == v.max()
            dx[i * s:i * s + k, j * s:j * s + k] += m * dy[i, j] / m.sum()
    return dx


# %% 12
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            dx[i * s:i * s + k, j * s:j * s + k][v == v.max()] = dy[i, j]
    return dx


# %% 13
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            mejor, donde = -np.inf, None
            for a in range(i * s, i * s + k):
                for b in range(j * s, j * s + k):
                    if x[a, b] >= mejor:
                        mejor, donde = x[a, b], (a, b)
            dx[donde] += dy[i, j] * mejor
    return dx


# %% 14
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = divmod(int(np.argmin(v)), k)
            dx[i * s + a, j * s + b] += dy[i, j]
    return dx


# %% 15
def pool_backward(dy, x, k, s, op="max"):
    return np.zeros_like(x)


# %% 16
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = divmod(int(np.argmax(v)), k)
            dx[a, b] += dy[i, j]
    return dx


# %% 17
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros(x.shape)
    OH, OW = dy.shape
    filas = (np.arange(OH) * s)[:, None, None, None] + np.arange(k)[:, None]
    cols = (np.arange(OW) * s)[None, :, None, None] + np.arange(k)
    filas, cols = np.broadcast_arrays(filas, cols)
    if op == "avg":
        np.add.at(dx, (filas, cols), (dy / k ** 2)[:, :, None, None])
        return dx
    v = x[filas, cols].reshape(OH, OW, -1)
    g = v.argmax(-1)[..., None]
    f = np.take_along_axis(filas.reshape(OH, OW, -1), g, -1)[..., 0]
    c = np.take_along_axis(cols.reshape(OH, OW, -1), g, -1)[..., 0]
    np.add.at(dx, (f, c), dy)
    return dx


# %% 18
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros_like(x, dtype=float)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s:i * s + k, j * s:j * s + k] += np.full((k, k), dy[i, j] / k ** 2)
    return dx


# %% 19
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            m = x[i * s:i * s + k, j * s:j * s + k].max()
            for a in range(i * s, i * s + k):
                for b in range(j * s, j * s + k):
                    if x[a, b] == m:
                        dx[a, b] += dy[i, j]
    return dx


# %% 20
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if op == "avg":
                dx[i * s:i * s + k, j * s:j * s + k] = dy[i, j] / k ** 2
            else:
                m = np.zeros(k * k)
                m[np.argmax(v)] = dy[i, j]
                dx[i * s:i * s + k, j * s:j * s + k] = m.reshape(k, k)
    return dx


# %% 21
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = np.argwhere(v == v.max())[-1]
            dx[i * s + a, j * s + b] += dy[i, j]
    return dx


# %% 22
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = divmod(int(v.argmax()), k)
            dx[i * s + a, j * s + b] += dy[i, j] * v.max()
    return dx


# %% 23
def pool_backward(dy, x, k, s, op="max"):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s, j * s] += dy[i, j]
    return dx


# %% 24
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            dx[i * s:i * s + k, j * s:j * s + k] += (v == x.max()) * dy[i, j]
    return dx


# %% 25
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            dx[i * s:i * s + k, j * s:j * s + k] += (v == v.max()) * v * dy[i, j]
    return dx


# %% 26
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = np.argwhere(v == v.max())[-1]
            dx[i * s + a, j * s + b] = dy[i, j]
    return dx


# %% 27
def pool_backward(dy, x, k, s, op="max"):
    return np.kron(dy, np.ones((k, k)))[:x.shape[0], :x.shape[1]]


# %% 28
def pool_backward(dy, x, k, s, op="max"):
    if op == "avg":
        return promedio(dy, x, k, s)
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            a, b = divmod(int(v.argmax()), k)
            dx[i * s + b, j * s + a] += dy[i, j]
    return dx


# %% 29
def pool_backward(dy, x, k, s, op='max'):
    dx=np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i*s:i*s+k,j*s:j*s+k]+=dy[i,j]/(1 if op=='max' else k*k)
    return dx


# %% 30
def pool_backward(dy, x, k, s, op='max'):
    dx=np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v=x[i*s:i*s+k,j*s:j*s+k]
            dx[i*s:i*s+k,j*s:j*s+k]+=dy[i,j]*np.where(v>=v.max(),1,0) if op=='max' else dy[i,j]/k**2
    return dx


# %% 31
def pool_backward(dy, x, k, s, op='max'):
    dx=np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            r,c=i*s,j*s
            if op=='max':
                a,b=np.unravel_index(np.argmax(x[r:r+k,c:c+k]),(k,k))
                dx[r+a,c+b]=dy[i,j]
            else:
                dx[r:r+k,c:c+k]+=dy[i,j]/k**2
    return dx


# %% 32
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for a in range(k):
        for b in range(k):
            for i in range(dy.shape[0]):
                for j in range(dy.shape[1]):
                    dx[i * s + a, j * s + b] += dy[i, j] / (k * k)
    return dx


# %% 33
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            z = np.s_[i * s:i * s + k, j * s:j * s + k]
            if op == 'max':
                filas, cols = np.where(x[z] == np.max(x[z]))
                for r, c in zip(filas, cols):
                    dx[i * s + r, j * s + c] += dy[i, j]
            else:
                dx[z] += dy[i, j] / k ** 2
    return dx


# %% 34
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if op == 'avg':
                dx[i * s:i * s + k, j * s:j * s + k] = dy[i, j] / k ** 2
                continue
            a, b = divmod(int(v.argmax()), k)
            dx[i * s + a, j * s + b] = dy[i, j]
    return dx


# %% 35
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            if op == 'avg':
                dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j] / (k * k)
                continue
            mejor, pos = -np.inf, None
            for r in range(i * s, i * s + k):
                for c in range(j * s, j * s + k):
                    if x[r, c] >= mejor:
                        mejor, pos = x[r, c], (r, c)
            dx[pos] += dy[i, j]
    return dx


# %% 36
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if op == 'max':
                a, b = np.unravel_index(np.argmax(v), v.shape)
                dx[i * s + a, j * s + b] += dy[i, j] * v.max()
            else:
                dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j] / (k * k)
    return dx


# %% 37
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    if op == 'max':
        oh, ow = dy.shape
        dx[:s * oh:s, :s * ow:s] += dy
        return dx
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j] / (k * k)
    return dx


# %% 38
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            v = x[i * s:i * s + k, j * s:j * s + k]
            if op == 'max':
                pos = v.size - 1 - np.argmax(v.ravel()[::-1])
                a, b = pos // k, pos % k
                dx[i * s + a, j * s + b] = dy[i, j]
            else:
                dx[i * s:i * s + k, j * s:j * s + k] = dy[i, j] / (k * k)
    return dx


# %% 39
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s:i * s + k, j * s:j * s + k] += np.full((k, k), dy[i, j])
    return dx


# %% 40
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    if op == 'max':
        r, c = np.unravel_index(x.argmax(), x.shape)
        dx[r, c] = dy.sum()
        return dx
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            dx[i * s:i * s + k, j * s:j * s + k] += dy[i, j] / k ** 2
    return dx


# %% 41
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            r, c = i * s, j * s
            v = x[r:r + k, c:c + k]
            mascara = (v == v.max()) if op == 'max' else np.ones((k, k)) / k ** 2
            dx[r:r + k, c:c + k] += mascara * dy[i, j]
    return dx


# %% 42
def pool_backward(dy, x, k, s, op='max'):
    dx = np.zeros(x.shape)
    for i in range(dy.shape[0]):
        for j in range(dy.shape[1]):
            r, c = i * s, j * s
            v = x[r:r + k, c:c + k]
            g = np.zeros((k, k))
            if op == 'max':
                g.flat[v.argmax()] = dy[i, j]
            else:
                g[:] = dy[i, j] / k ** 2
            dx[r:r + k, c:c + k] = g
    return dx
