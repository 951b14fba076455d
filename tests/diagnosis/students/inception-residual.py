import numpy as np


def conv(x, w, b, s=1):
    k = w.shape[2] // 2
    x = np.pad(x, ((0, 0), (k, k), (k, k)))
    v = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(1, 2))[:, ::s, ::s]
    return np.einsum("cijab,fcab->fij", v, w) + b[:, None, None]


def relu(z):
    return np.maximum(z, 0)


def maxpool(x, relleno=-np.inf):
    x = np.pad(x, ((0, 0), (1, 1), (1, 1)), constant_values=relleno)
    return np.lib.stride_tricks.sliding_window_view(x, (3, 3), axis=(1, 2)).max((3, 4))


def inception_ok(x, p):
    return np.concatenate([relu(conv(x, p["w1"], p["b1"])),
                           relu(conv(relu(conv(x, p["w3r"], p["b3r"])), p["w3"], p["b3"])),
                           relu(conv(relu(conv(x, p["w5r"], p["b5r"])), p["w5"], p["b5"])),
                           relu(conv(maxpool(x), p["wp"], p["bp"]))])


# %% 1
def inception(x, p):
    return inception_ok(x, p)


def residual(x, p):
    s = p.get("stride", 1)
    return relu(conv(relu(conv(x, p["w1"], p["b1"], s)), p["w2"], p["b2"]))


# %% 2
def inception(x, p):
    return np.concatenate([relu(conv(x, p["w1"], p["b1"])),
                           relu(conv(relu(conv(x, p["w3r"], p["b3r"])), p["w3"], p["b3"])),
                           relu(conv(relu(conv(x, p["w5r"], p["b5r"])), p["w5"], p["b5"])),
                           relu(conv(maxpool(x, 0), p["wp"], p["bp"]))])


def residual(x, p):
    s = p.get("stride", 1)
    f = conv(relu(conv(x, p["w1"], p["b1"], s)), p["w2"], p["b2"])
    atajo = conv(x, p["ws"], p["bs"], s) if "ws" in p else x
    return relu(f + atajo)


# %% 3
def inception(x, p):
    return inception_ok(x, p)


def residual(x, p):
    s = p.get("stride", 1)
    f = conv(relu(conv(x, p["w1"], p["b1"], s)), p["w2"], p["b2"])
    atajo = conv(x, p["ws"], p["bs"], s) if "ws" in p else x
    return f + atajo
