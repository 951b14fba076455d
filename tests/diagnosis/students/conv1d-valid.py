import numpy as np


# %% 1
def conv1d(x, w):
    K = len(w)
    salida = []
    for i in range(len(x) - K + 1):
        suma = 0
        for a in range(K):
            suma += x[i + a] * w[K - 1 - a]
        salida.append(suma)
    return np.array(salida)


# %% 2
def conv1d(x, w):
    n, k = len(x), len(w)
    y = np.zeros(n - k)
    for i in range(n - k):
        y[i] = np.sum(x[i:i + k] * w)
    return y


# %% 3
def conv1d(x, w):
    k = w.shape[0]
    pad = k // 2
    xp = np.concatenate([np.zeros(pad), x, np.zeros(k - 1 - pad)])
    res = np.zeros(x.shape[0])
    for i in range(x.shape[0]):
        res[i] = np.dot(xp[i:i + k], w)
    return res


# %% 4
def conv1d(senal, filtro):
    k = len(filtro)
    relleno = np.pad(senal, (k - 1, k - 1))
    total = len(senal) + k - 1
    return np.array([sum(relleno[p + q] * filtro[q] for q in range(k)) for p in range(total)])


# %% 5
def conv1d(x, w):
    out = []
    inicio = 0
    while inicio + len(w) <= len(x):
        ventana = x[inicio:inicio + len(w)]
        out.append((ventana * w).sum())
        inicio += len(w)
    return np.array(out)


# %% 6
def conv1d(x, w):
    k = w.size
    y = []
    for i in range(x.size - k + 1):
        y.append(np.mean(x[i:i + k] * w))
    return np.asarray(y)


# %% 7
def desliza(filtro, senal):
    n = len(senal) - len(filtro) + 1
    return np.array([np.dot(filtro, senal[i:i + len(filtro)]) for i in range(n)])


def conv1d(x, w):
    return desliza(x, w)


# %% 8
def conv1d(x, w):
    N = len(x)
    y = np.zeros(N)
    for i in range(N):
        acc = 0.0
        for j in range(len(w)):
            acc += w[j] * x[(i + j) % N]
        y[i] = acc
    return y


# %% 9
def conv1d(x, w):
    resultado = np.zeros_like(x, dtype=float)
    for a in range(len(w)):
        resultado += w[a] * np.roll(x, -a)
    return resultado


# %% 10
def conv1d(x, w):
    n = len(x) - len(w) + 1
    y = np.zeros(n, dtype=int)
    for i in range(n):
        y[i] = np.sum(x[i:i + len(w)] * w)
    return y


# %% 11
def conv1d(x, w):
    y = []
    for i in range(1, len(x) - len(w) + 1):
        y.append(float(x[i:i + len(w)] @ w))
    return y


# %% 12
def conv1d(x, w):
    w = list(reversed(w))
    k = len(w)
    return np.array([sum(x[i + j] * w[j] for j in range(k)) for i in range(len(x) - k)])


# %% 13
def conv1d(x, w):
    wf = np.flip(w)
    k = len(wf)
    out = np.empty(len(x) - k + 1)
    for i in range(out.size):
        out[i] = np.average(x[i:i + k] * wf)
    return out


# %% 14
def conv1d(x, w):
    y = np.zeros(len(x) + len(w) - 1)
    for i in range(len(x)):
        for j in range(len(w)):
            y[i + j] += x[i] * w[j]
    return y


# %% 15
def conv1d(x, w):
    # the mean is subtracted first
    x = x - x.mean()
    return np.array([x[i:i + len(w)] @ w for i in range(len(x) - len(w) + 1)])


# %% 16
total = 0.0


def conv1d(x, w):
    global total
    y = []
    for i in range(len(x) - len(w) + 1):
        for j in range(len(w)):
            total += x[i + j] * w[j]
        y.append(total)
    return np.array(y)


# %% 17
def conv1d(x, w):
    y = np.zeros(len(x) - len(w) + 1)
    for i in range(len(y)):
        for j in range(len(w)):
            y[i] = x[i + j] * w[j]
    return y


# %% 18
def conv1d(x, w):
    return np.zeros(len(x) - len(w) + 1)


# %% 19
def conv1d(x, w):
    for i in range(len(x) - len(w) + 1):
        return np.array([np.sum(x[i:i + len(w)] * w)])


# %% 20
def conv1d(x, w):
    x, w = list(x), list(w)
    return [sum(p * q for p, q in zip(x[i:], w)) for i in range(len(x) - len(w) + 1)]


# %% 21
def conv1d(x, w):
    ventanas = np.lib.stride_tricks.sliding_window_view(np.asarray(x, float), len(w))
    return np.einsum("ij,j->i", ventanas, w)


# %% 22
def conv1d(x, w):
    n = len(x) - len(w) + 1
    y = np.zeros(n, dtype=np.float32)
    for a, peso in enumerate(w):
        y += (np.asarray(x)[a:a + n] * peso).astype(np.float32)
    return y


# %% 23
def conv1d(x, w):
    resultado = []
    for t in range(len(w) - 1, len(x)):
        resultado.append(sum(w[a] * x[t - a] for a in range(len(w))))
    return resultado


# %% 24
def conv1d(x, w):
    y = []
    i = 0
    while i < len(x) - len(w):
        y.append(np.dot(x[i:i + len(w)], w))
        i = i + 1
    return y


# %% 25
def conv1d(x, w):
    y = []
    for i in range(len(x)):
        s = 0
        for a in range(len(w)):
            j = i + a - len(w) // 2
            if 0 <= j < len(x):
                s += x[j] * w[a]
        y.append(s)
    return np.array(y)


# %% 26
def conv1d(x, w):
    xp = np.append(x, np.zeros(len(w) - 1))
    return np.array([xp[i:i + len(w)] @ w for i in range(len(x))])


# %% 27
def conv1d(x, w):
    return np.array([(x[i:i + len(w)] * w).sum() / len(w) for i in range(len(x) - len(w) + 1)])


# %% 28
def conv1d(x, w):
    y = np.zeros_like(x, shape=(len(x) - len(w) + 1,))
    for i in range(len(y)):
        y[i] = x[i:i + len(w)] @ w
    return y


# %% 29
def conv1d(x, w):
    doble = np.concatenate([x, x])
    return np.array([doble[i:i + len(w)] @ w for i in range(len(x))])


# %% 30
def conv1d(x, w):
    return np.array([np.mean(x[i:i + len(w)] * w) for i in range(len(x) - len(w))])


# %% 31
def conv1d(x, w):
    k = len(w)
    p = np.pad(x, (k // 2, k - 1 - k // 2))
    return np.array([p[i:i + k] @ w[::-1] for i in range(len(x))])


# %% 32
def conv1d(x, w):
    k = len(w)
    return np.array([x[i:i + k] @ w[::-1] for i in range(0, len(x) - k + 1, k)])


# %% 33
def conv1d(x, w):
    y = np.zeros(len(x) - len(w) + 1)
    for i in range(len(y)):
        for j in range(len(w)):
            y[i] += x[i] * w[j]
    return y


# %% 34
def conv1d(x, w):
    y = [x[i:i + len(w)] @ w for i in range(len(x) - len(w) + 1)]
    return np.array(sorted(y))


# %% 35
def conv1d(x, w):
    return np.array([max(x[i:i + len(w)] * w) for i in range(len(x) - len(w) + 1)])


# %% 36
def conv1d(x, w):
    from collections import deque
    ventana, y = deque(maxlen=len(w)), []
    for v in x:
        ventana.append(v)
        if len(ventana) == len(w):
            y.append(sum(a * b for a, b in zip(ventana, w)))
    return tuple(y)


# %% 37
def conv1d(x, w):
    K=len(w)
    return [sum(x[i-a]*w[a] for a in range(K)) for i in range(K-1,len(x))]


# %% 38
def conv1d(x, w):
    N,K=len(x),len(w)
    y=np.zeros(N+K-1)
    for i in range(N+K-1):
        for a in range(K):
            if 0<=i+a-(K-1)<N:
                y[i]+=x[i+a-(K-1)]*w[a]
    return y


# %% 39
def conv1d(x, w):
    w=w[::-1]
    return np.array([x[i:i+len(w)]@w for i in range(1,len(x)-len(w)+1)])


# %% 40
def conv1d(x, w):
    y=[]
    for i in range(len(x)-len(w)+1):
        y.append(np.sqrt(abs(np.dot(x[i:i+len(w)],w))))
    return np.array(y)


# %% 41
def conv1d(x, w):
    if len(w) > len(x):
        raise ValueError("kernel longer than signal")
    invertido = []
    j = len(w) - 1
    while j >= 0:
        invertido.append(w[j])
        j -= 1
    ventanas = np.lib.stride_tricks.sliding_window_view(x, len(w))
    return np.einsum("ij,j->i", ventanas, np.array(invertido))


# %% 42
def conv1d(x, w):
    n, k = x.size, w.size
    y = np.empty(n - k + 1)
    for i in range(n - k + 1):
        y[i] = np.dot(x[i:i + k], w)
    return y[:-1]


# %% 43
def conv1d(x, w):
    k = len(w)
    antes = (k - 1) // 2
    despues = k - 1 - antes
    xp = np.concatenate([np.zeros(antes), x, np.zeros(despues)])
    return [sum(xp[i + a] * w[a] for a in range(k)) for i in range(len(x))]


# %% 44
def conv1d(x, w):
    y = np.zeros(len(x))
    for a, peso in enumerate(w):
        y += peso * np.roll(x, -a)
    return y


# %% 45
def conv1d(x, w):
    i = 0
    out = []
    while i + len(w) <= len(x):
        trozo = x[i:i + len(w)]
        out.append(np.mean(np.multiply(trozo, w)))
        i = i + 1
    return np.array(out)


# %% 46
def conv1d(x, w):
    k = len(w)
    y = np.zeros(len(x) - k)
    for i in range(len(y)):
        for a in range(k):
            y[i] += x[i + a] * w[k - a - 1]
    return y


# %% 47
def conv1d(x, w):
    k = len(w)
    y = np.zeros(len(x) + k - 1)
    for i, valor in enumerate(x):
        y[i:i + k] += valor * w
    return y


# %% 48
def conv1d(x, w):
    k = len(w)
    n = len(x) // k
    bloques = np.asarray(x[:n * k]).reshape(n, k)
    return bloques @ w


# %% 49
def conv1d(x, w):
    k = len(x)
    return np.array([np.dot(w[i:i + k], x) for i in range(len(w) - k + 1)])


# %% 50
def conv1d(x, w):
    k = len(w)
    xp = np.pad(x, k - 1)
    y = []
    for i in range(len(xp) - k + 1):
        y.append(float(np.inner(xp[i:i + k], w)))
    return y
