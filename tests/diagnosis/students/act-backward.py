import numpy as np


# %% 1
def act_backward(dy, z, kind, a):
    if kind == "relu":
        return np.where(z > 0, 1.0, 0.0)
    if kind == "leaky_relu":
        return np.where(z > 0, 1.0, a)
    return np.where(z > 0, 1.0, a * np.exp(np.minimum(z, 0)))


# %% 2
def act_backward(dy, z, kind, a):
    pendiente = {"relu": 0.0, "leaky_relu": a, "elu": a * np.exp(np.minimum(z, 0))}[kind]
    return dy * np.where(z >= 0, 1.0, pendiente)


# %% 3
def act_backward(dy, z, kind, a):
    pendiente = {"relu": 0.0, "leaky_relu": a, "elu": a * np.expm1(np.minimum(z, 0))}[kind]
    return dy * np.where(z > 0, 1.0, pendiente)


# %% 4
def act_backward(dy, z, kind, a):
    pendiente = {"relu": 0.0, "leaky_relu": a, "elu": a * np.exp(np.minimum(z, 0))}[kind]
    return dy / np.where(z > 0, 2.0, 1 + pendiente)


# %% 5
def act_backward(dy, z, kind, a):
    dz = np.array(dy, dtype=float)
    izquierda = ~(np.asarray(z) > 0)
    if kind == "relu":
        dz[izquierda] = 0
    elif kind == "leaky_relu":
        dz[izquierda] *= a
    else:
        dz[izquierda] *= a * np.exp(np.asarray(z)[izquierda])
    return dz
