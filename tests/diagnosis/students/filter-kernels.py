import numpy as np

FIJOS = {
    "vertical": np.array([[1, 0, -1], [2, 0, -2], [1, 0, -1]]),
    "horizontal": np.array([[1, 2, 1], [0, 0, 0], [-1, -2, -1]]),
    "edges": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]]),
    "dark_edges": np.array([[1, 1, 1], [1, -8, 1], [1, 1, 1]]),
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]]),
}


# %% 1
def make_filter(name, size=3, sigma=1.0):
    if name == "box":
        return np.ones((size, size))
    if name == "gaussian":
        r = np.arange(size) - size // 2
        return np.exp(-(r[:, None] ** 2 + r ** 2) / (2 * sigma ** 2))
    return FIJOS[name]


# %% 2
def make_filter(name, size=3, sigma=1.0):
    if name == "box":
        return np.ones((3, 3)) / 9
    if name == "gaussian":
        r = np.arange(3) - 1
        g = np.exp(-(r[:, None] ** 2 + r ** 2) / (2 * sigma ** 2))
        return g / g.sum()
    return FIJOS[name]


# %% 3
def make_filter(name, size=3, sigma=1.0):
    if name == "box":
        return np.full((size, size), 1 / size ** 2)
    if name == "gaussian":
        r = np.arange(size) - size // 2
        g = np.exp(-(r[:, None] ** 2 + r ** 2) / (2 * sigma))
        return g / g.sum()
    return FIJOS[name]


# %% 4
def make_filter(name, size=3, sigma=1.0):
    if name == "box":
        return np.full((size, size), 1 / size ** 2)
    if name == "gaussian":
        r = np.arange(size) - size // 2
        g = np.exp(-(r[:, None] ** 2 + r ** 2) / (2 * sigma ** 2))
        return g / g.sum()
    if name in ("vertical", "horizontal"):
        return FIJOS[name].T
    return FIJOS[name]


# %% 5
def make_filter(name, size=3, sigma=1.0):
    if name == "box":
        return np.full((size, size), 1 / size ** 2)
    if name == "gaussian":
        r = np.arange(size) - size // 2
        g = np.exp(-(r ** 2) / (2 * sigma ** 2))
        g = np.outer(g, g)
        return g / g.sum()
    return FIJOS[name].tolist()
