import numpy as np


# %% 1
def conv1d_backward(dy, x, w):
    dx, dw = np.zeros(len(x)), np.zeros(len(w))
    for i in range(len(dy)):
        for a in range(len(w)):
            dx[i + a] = dy[i] * w[a]
            dw[a] += dy[i] * x[i + a]
    return dx, dw, dy.sum()


# %% 2
def conv1d_backward(dy, x, w):
    K = len(w)
    p = np.pad(dy, K - 1)
    dx = np.array([p[i:i + K] @ w for i in range(len(x))])
    dw = np.array([x[a:a + len(dy)] @ dy for a in range(K)])
    return dx, dw, sum(dy)


# %% 3
def conv1d_backward(dy, x, w):
    dx, dw = np.zeros(len(x)), np.zeros(len(w))
    for i, g in enumerate(dy):
        dx[i:i + len(w)] += g * w
        dw += g * x[i:i + len(w)]
    return dx, dw, dy.mean()


# %% 4
def conv1d_backward(dy, x, w):
    dx, dw = np.zeros(len(x)), np.zeros(len(w))
    for i, g in enumerate(dy):
        dx[i:i + len(w)] += g * w
        dw += g * x[i:i + len(w)] / len(dy)
    return dx, dw, dy.mean()


# %% 5
def conv1d_backward(dy, x, w):
    dx, dw = np.zeros(len(x)), np.zeros(len(w))
    for i, g in enumerate(dy):
        dx[i:i + len(w)] += g * w
        dw += x[i:i + len(w)]
    return dx, dw, dy.sum()
