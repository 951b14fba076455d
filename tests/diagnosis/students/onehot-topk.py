import numpy as np


def one_hot_ok(l, K):
    return np.eye(K)[np.asarray(l, int)]


def topk_ok(scores, l, k):
    orden = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return np.mean([a not in f for a, f in zip(l, orden)])


# %% 1
def one_hot(l, K):
    y = np.zeros((K, len(l)))
    for n, c in enumerate(l):
        y[c, n] = 1
    return y


def topk_error(scores, l, k=5):
    return topk_ok(scores, l, k)


# %% 2
def one_hot(l, K):
    return one_hot_ok(l, max(l) + 1)


def topk_error(scores, l, k=5):
    return topk_ok(scores, l, k)


# %% 3
def one_hot(l, K):
    return one_hot_ok(l, K)


def topk_error(scores, l, k=5):
    return 1 - topk_ok(scores, l, k)


# %% 4
def one_hot(l, K):
    return np.eye(K)[np.asarray(l, int) - 1]


def topk_error(scores, l, k=5):
    return topk_ok(scores, l, k) * len(l)


# %% 5
def one_hot(l, K):
    return one_hot_ok(l, K)


def topk_error(scores, l, k=5):
    return np.mean(scores.argmax(1) != l)
