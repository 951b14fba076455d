import numpy as np


class Conv2D:
    def __init__(self, w, b, stride=1, padding=0):
        self.params = {"w": np.array(w, float), "b": np.array(b, float)}
        self.grads = {}
        self.s, self.p = stride, padding

    def forward(self, x):
        w, b = self.params["w"], self.params["b"]
        p, s = self.p, self.s
        self.x = np.pad(np.asarray(x, float), ((0, 0), (0, 0), (p, p), (p, p)))
        v = np.lib.stride_tricks.sliding_window_view(self.x, w.shape[2:], axis=(2, 3))[:, :, ::s, ::s]
        return np.einsum("ncijab,fcab->nfij", v, w) + b[:, None, None]

    def backward(self, dy):
        dy = np.asarray(dy, float)
        w = self.params["w"]
        dx, dw = np.zeros_like(self.x), np.zeros_like(w)
        KH, KW = w.shape[2:]
        for n, f, i, j in np.ndindex(*dy.shape):
            r, c = i * self.s, j * self.s
            dx[n, :, r:r + KH, c:c + KW] += dy[n, f, i, j] * w[f]
            dw[f] += dy[n, f, i, j] * self.x[n, :, r:r + KH, c:c + KW]
        self.grads = {"w": dw, "b": dy.sum((0, 2, 3))}
        p = self.p
        return dx[:, :, p:dx.shape[2] - p, p:dx.shape[3] - p]


class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x):
        self.m = np.asarray(x) > 0
        return np.where(self.m, x, 0)

    def backward(self, dy):
        return np.where(self.m, dy, 0)


class MaxPool2D:
    def __init__(self, k=2, s=None):
        self.k, self.s = k, s or k
        self.params, self.grads = {}, {}

    def forward(self, x):
        self.x = x = np.asarray(x, float)
        k, s = self.k, self.s
        return np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::s, ::s].max((4, 5))

    def backward(self, dy):
        dx = np.zeros(self.x.shape)
        k, s = self.k, self.s
        for n, c, i, j in np.ndindex(*np.shape(dy)):
            a, b = divmod(int(self.x[n, c, i * s:i * s + k, j * s:j * s + k].argmax()), k)
            dx[n, c, i * s + a, j * s + b] += dy[n][c][i][j]
        return dx


class Flatten:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x):
        self.shape = np.shape(x)
        return np.reshape(x, (self.shape[0], -1))

    def backward(self, dy):
        return np.reshape(dy, self.shape)


class Dense:
    def __init__(self, W, b):
        self.params = {"W": np.array(W, float), "b": np.array(b, float)}
        self.grads = {}

    def forward(self, x):
        self.x = np.asarray(x, float)
        return self.x @ self.params["W"] + self.params["b"]

    def backward(self, dy):
        dy = np.asarray(dy, float)
        self.grads = {"W": self.x.T @ dy, "b": dy.sum(0)}
        return dy @ self.params["W"].T


# %% 1


# %% 2
class ReLU:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x):
        return np.maximum(x, 0)

    def backward(self, dy):
        return np.where(np.asarray(dy) > 0, dy, 0)


# %% 3
class Dense:
    def __init__(self, W, b):
        self.params = {"W": np.array(W, float), "b": np.array(b, float)}
        self.grads = {}

    def forward(self, x):
        self.x = np.asarray(x, float)
        return self.x @ self.params["W"] + self.params["b"]

    def backward(self, dy):
        dy = np.asarray(dy, float)
        self.grads = {"W": dy.T @ self.x, "b": dy.sum(0)}
        return dy @ self.params["W"].T


# %% 4
class Flatten:
    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x):
        return np.reshape(x, (len(x), -1))

    def backward(self, dy):
        return np.asarray(dy)


# %% 5
class Conv2D:
    def __init__(self, w, b, stride=1, padding=0):
        self.params = {"w": np.array(w, float), "b": np.array(b, float)}
        self.grads = {}
        self.s, self.p = stride, padding

    def forward(self, x):
        w, b = self.params["w"], self.params["b"]
        p, s = self.p, self.s
        self.x = np.pad(np.asarray(x, float), ((0, 0), (0, 0), (p, p), (p, p)))
        v = np.lib.stride_tricks.sliding_window_view(self.x, w.shape[2:], axis=(2, 3))[:, :, ::s, ::s]
        return np.einsum("ncijab,fcab->nfij", v, w) + b[:, None, None]

    def backward(self, dy):
        dy = np.asarray(dy, float)
        w = self.params["w"]
        dx, dw = np.zeros_like(self.x), np.zeros_like(w)
        KH, KW = w.shape[2:]
        for n, f, i, j in np.ndindex(*dy.shape):
            r, c = i * self.s, j * self.s
            dx[n, :, r:r + KH, c:c + KW] += dy[n, f, i, j] * w[f]
            dw[f] += dy[n, f, i, j] * self.x[n, :, r:r + KH, c:c + KW]
        self.grads = {"w": dw / len(dy), "b": dy.sum((0, 2, 3)) / len(dy)}
        p = self.p
        return dx[:, :, p:dx.shape[2] - p, p:dx.shape[3] - p]

# %% 6
class ReLU:
    mascara = None

    def __init__(self):
        self.params, self.grads = {}, {}

    def forward(self, x):
        ReLU.mascara = np.asarray(x) > 0
        return np.where(ReLU.mascara, x, 0)

    def backward(self, dy):
        return np.where(ReLU.mascara, dy, 0)

# %% 7
class Dense:
    def __init__(self, W, b):
        self.params = {"W": np.array(W, float), "b": np.array(b, float)}
        self.grads = {"W": 0, "b": 0}

    def forward(self, x):
        self.x = np.asarray(x, float)
        return self.x @ self.params["W"] + self.params["b"]

    def backward(self, dy):
        dy = np.asarray(dy, float)
        self.grads["W"] = self.grads["W"] + self.x.T @ dy
        self.grads["b"] = self.grads["b"] + dy.sum(0)
        return dy @ self.params["W"].T
# %% 8
class ReLU(ReLU):
    def backward(self, dy):
        return np.asarray(dy)[:, :1, 0] * self.m[..., :1, 1:2, 5]
# %% 9
class MaxPool2D(MaxPool2D):
    def forward(self, x):
        return super().forward(x)[:, :, :-1, :-1]
