"""A CNN as a student writes it: one convolution as a matrix product, ReLU, pooling, one dense layer."""

import numpy as np


def patches(x, k):
    n, h, w = x.shape
    s = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))
    return s.reshape(n, h - k + 1, w - k + 1, k * k)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(x, p):
    cols = patches(np.pad(x, ((0, 0), (1, 1), (1, 1))), 3)
    z = cols @ p["w"] + p["b"]
    a = np.maximum(z, 0)
    n, h, w, f = a.shape
    a2 = a[:, : h // 2 * 2, : w // 2 * 2].reshape(n, h // 2, 2, w // 2, 2, f)
    pooled = a2.max(axis=(2, 4))
    flat = pooled.reshape(n, -1)
    return cols, z, a2, pooled, flat, flat @ p["W"] + p["c"]


def train_cnn_numpy(x, y, seed, report=None, epochs=25):
    rng = np.random.default_rng(seed)
    x = x.astype(float)
    classes = y.max() + 1
    filters = 24
    size = (x.shape[1] // 2) * (x.shape[2] // 2) * filters
    p = {
        "w": rng.normal(0, np.sqrt(2 / 9), (9, filters)), "b": np.zeros(filters),
        "W": rng.normal(0, np.sqrt(1 / size), (size, classes)), "c": np.zeros(classes),
    }
    v = {name: np.zeros_like(value) for name, value in p.items()}
    for epoch in range(epochs):
        order = rng.permutation(len(x))
        total = 0.0
        for start in range(0, len(x), 32):
            i = order[start : start + 32]
            cols, z, a2, pooled, flat, scores = forward(x[i], p)
            q = softmax(scores)
            total -= np.log(q[np.arange(len(i)), y[i]] + 1e-12).sum()
            q[np.arange(len(i)), y[i]] -= 1
            q /= len(i)
            g = {"W": flat.T @ q, "c": q.sum(0)}
            dpool = (q @ p["W"].T).reshape(pooled.shape)
            mask = a2 == pooled[:, :, None, :, None]
            da2 = mask * dpool[:, :, None, :, None]
            da = np.zeros_like(z)
            n, h, w, f = z.shape
            da[:, : h // 2 * 2, : w // 2 * 2] = da2.reshape(n, h // 2 * 2, w // 2 * 2, f)
            dz = da * (z > 0)
            g["w"] = np.tensordot(cols, dz, axes=([0, 1, 2], [0, 1, 2]))
            g["b"] = dz.sum(axis=(0, 1, 2))
            rate = 0.05 * (1 - epoch / epochs)
            for name in p:
                v[name] = 0.9 * v[name] - rate * (g[name] + 1e-4 * p[name])
                p[name] = p[name] + v[name]
        if report is not None:
            report(epoch + 1, total / len(x))

    def predict(images):
        return forward(np.asarray(images, float), p)[-1]

    return predict
