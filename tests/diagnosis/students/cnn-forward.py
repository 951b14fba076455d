import numpy as np


def capa(x, w, b):
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))
    return np.einsum("cijab,fcab->fij", v, w) + b[:, None, None]


def agrupa(x, k, ceil, f=np.max):
    H, W = x.shape[1:]
    r = range(0, H if ceil else H - k + 1, k)
    c = range(0, W if ceil else W - k + 1, k)
    return np.array([[[f(m[i:i + k, j:j + k]) for j in c] for i in r] for m in x])


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


# %% 1
def cnn_forward(x, p):
    a = agrupa(capa(x, p["w"], p["b"]), p["k"], p["ceil"])
    return softmax(a.ravel() @ p["W"] + p["c"])


# %% 2
def cnn_forward(x, p):
    a = agrupa(np.maximum(capa(x, p["w"], p["b"]), 0), p["k"], p["ceil"])
    return a.ravel() @ p["W"] + p["c"]


# %% 3
def cnn_forward(x, p):
    a = agrupa(np.maximum(capa(x, p["w"], p["b"]), 0), p["k"], p["ceil"], np.mean)
    return softmax(a.ravel() @ p["W"] + p["c"])


# %% 4
def cnn_forward(x, p):
    a = agrupa(np.maximum(capa(x, p["w"], p["b"]), 0), p["k"], p["ceil"])
    return softmax(a.transpose(1, 2, 0).ravel() @ p["W"] + p["c"])


# %% 5
def cnn_forward(x, p):
    a = agrupa(capa(x, p["w"], p["b"]), p["k"], p["ceil"])
    return softmax(a.ravel() @ p["W"])


# %% 6
def cnn_forward(x, p):
    a = agrupa(np.tanh(capa(x, p["w"], p["b"])), p["k"], p["ceil"])
    return softmax(a.ravel() @ p["W"] + p["c"])


# %% 7
def cnn_forward(x, p):
    a = agrupa(np.maximum(capa(x, p["w"], p["b"]), 0), p["k"], p["ceil"])
    return softmax(a.ravel() @ p["W"] + p["c"]).tolist()
