import numpy as np


def cuantos(n, k, s, modo):
    if modo == "valid":
        return 0, 0
    if modo == "full":
        return k - 1, k - 1
    t = max((-(-n // s) - 1) * s + k - n, 0)
    return t // 2, t - t // 2


# %% 1
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    x = np.pad(x, cuantos(len(x), len(w), stride, padding))
    return np.array([x[i:i + len(w)] @ w + b for i in range(len(x) - len(w) + 1)])


# %% 2
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    K = len(w)
    p = {"valid": 0, "same": K // 2, "full": K - 1}[padding]
    X = np.concatenate((np.zeros(p), x, np.zeros(p)))
    salida = []
    for i in range(0, len(X) - K + 1, stride):
        salida.append(np.dot(X[i:i + K], w) + b)
    return np.array(salida)


# %% 3
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    x = np.pad(x, cuantos(len(x), len(w), stride, padding))
    y = []
    for i in range(0, len(x) - len(w) + 1, stride):
        s = 0
        for j in range(len(w)):
            s += x[i + j] * w[j] + b
        y.append(s)
    return y


# %% 4
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    x = np.pad(x, cuantos(len(x), len(w), stride, padding))
    n = (len(x) - len(w)) // stride + 1
    return np.array([x[i:i + len(w)] @ w + b for i in range(n)])


# %% 5
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    x = np.pad(x, cuantos(len(x), len(w), stride, padding))
    w = w[::-1]
    return np.array([x[i:i + len(w)] @ w for i in range(0, len(x) - len(w) + 1, stride)])


# %% 6
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    x = np.pad(x, cuantos(len(x), len(w), stride, padding))
    return np.array([x[i:i + len(w)] @ w + i for i in range(0, len(x) - len(w) + 1, stride)])

# %% 7
def conv1d_layer(x, w, b=0, stride=1, padding="valid"):
    k, n = len(w), len(x)
    t = max((-(-n // stride) - 1) * stride + k - n, 0)
    X = np.pad(x, {"valid": (0, 0), "full": (k - 1, k - 1), "same": (t // 2, t - t // 2)}[padding])
    y = np.full((len(X) - k) // stride + 1, b)
    for i in range(len(y)):
        y[i] = b + X[i * stride:i * stride + k] @ w
    return y
