import numpy as np


# %% 1
def optimizer_step(w, g, state, kind, lr=0.01, momentum=0.0, weight_decay=0.0, rho=0.9, eps=1e-7, drops=0):
    r = lr / 10 ** drops
    if kind == "sgd":
        v = momentum * state.get("v", np.zeros_like(w)) - r * g
        return w + v, {"v": v}
    s = rho * state.get("s", np.zeros_like(w)) + (1 - rho) * g ** 2
    return w - r * g / (np.sqrt(s) + eps), {"s": s}


# %% 2
def optimizer_step(w, g, state, kind, lr=0.01, momentum=0.0, weight_decay=0.0, rho=0.9, eps=1e-7, drops=0):
    r = lr / 10 ** drops
    d = g + weight_decay * w
    if kind == "sgd":
        v = momentum * state.get("v", 0.0) + d
        return w - r * v, {"v": v}
    s = rho * state.get("s", 0.0) + (1 - rho) * d ** 2
    return w - r * d / (np.sqrt(s) + eps), {"s": s}


# %% 3
def optimizer_step(w, g, state, kind, lr=0.01, momentum=0.0, weight_decay=0.0, rho=0.9, eps=1e-7, drops=0):
    d = g + weight_decay * w
    if kind == "sgd":
        v = momentum * state.get("v", 0.0) - lr * d
        return w + v, {"v": v}
    s = rho * state.get("s", 0.0) + (1 - rho) * d ** 2
    return w - lr * d / (np.sqrt(s) + eps), {"s": s}


# %% 4
def optimizer_step(w, g, state, kind, lr=0.01, momentum=0.0, weight_decay=0.0, rho=0.9, eps=1e-7, drops=0):
    r = lr / 10 ** drops
    d = g + weight_decay * w
    if kind == "sgd":
        v = momentum * state.get("v", 0.0) - r * d
        return w + v, {"v": v}
    s = rho * state.get("s", 0.0) + (1 - rho) * d ** 2
    return w - r * d / np.sqrt(s + eps), {"s": s}
