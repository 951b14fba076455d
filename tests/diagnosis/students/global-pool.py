import numpy as np


# %% 1
def global_pool(x, op="avg"):
    return {"avg": np.mean, "max": np.max, "min": np.min, "sum": np.sum}[op](x, axis=0)


# %% 2
def global_pool(x, op="avg"):
    f = {"avg": np.mean, "max": np.max, "min": np.min, "sum": np.sum}[op]
    return np.array([f(x[:, :, c]) for c in range(x.shape[2])])


# %% 3
def global_pool(x, op="avg"):
    return x.mean(axis=(1, 2))


# %% 4
def global_pool(x, op="avg"):
    C, H, W = x.shape
    v = np.zeros(C)
    for c in range(C):
        if op == "max":
            m = 0
            for i in range(H):
                for j in range(W):
                    if x[c, i, j] > m:
                        m = x[c, i, j]
            v[c] = m
        else:
            v[c] = {"avg": np.mean, "min": np.min, "sum": np.sum}[op](x[c])
    return v


# %% 5
def global_pool(x, op="avg"):
    return np.array([x[c, 0, 0] for c in range(len(x))])
