import math


def forma(l, f):
    k = l["kind"]
    if k == "conv":
        n = lambda d: (d + 2 * l.get("p", 0) - l["k"]) // l.get("s", 1) + 1
        return n(f[0]), n(f[1]), l["filters"]
    if k == "pool":
        s = l.get("s", l["k"])
        o = []
        for d in f[:2]:
            n = (d - l["k"]) // s + 1
            if l.get("ceil"):
                n = max(math.ceil((d - l["k"]) / s) + 1, 1)
                n -= (n - 1) * s >= d
            o.append(n)
        return o[0], o[1], f[2]
    if k == "flatten":
        return (math.prod(f),)
    if k == "dense":
        return (l["units"],)
    return tuple(f)


def parametros(l, f):
    b = 1 if l.get("bias", True) else 0
    if l["kind"] == "conv":
        return (l["k"] ** 2 * f[2] + b) * l["filters"]
    if l["kind"] == "dense":
        return (math.prod(f) + b) * l["units"]
    return 0


# %% 1
def model_summary(layers, in_shape):
    filas = []
    f = in_shape
    for l in layers:
        n = parametros(l, f)
        f = forma(l, f)
        filas.append((l["kind"], f, n))
    return filas


# %% 2
def model_summary(layers, in_shape):
    filas, f, total = [], in_shape, 0
    for l in layers:
        total += parametros(l, f)
        f = forma(l, f)
        filas.append((l["kind"], f, total))
    filas.append(("total", f, total))
    return filas


# %% 3
def model_summary(layers, in_shape):
    filas, f, total = [], tuple(in_shape), 0
    for l in layers:
        n = parametros(l, f)
        total += n
        filas.append((l["kind"], f, n))
        f = forma(l, f)
    filas.append(("total", f, total))
    return filas


# %% 4
def model_summary(layers, in_shape):
    filas, f = [], tuple(in_shape)
    for l in layers:
        f, n = forma(l, f), parametros(l, f)
        filas.append([l["kind"], list(f), n])
    return filas + [["total", list(f), sum(r[2] for r in filas)]]

# %% 5
def model_summary(layers, in_shape):
    f, filas = in_shape, []
    for l in layers:
        n, k, s, p = 0, l.get("k", 1), l.get("s", 1), l.get("p", 0)
        if l["kind"] == "conv":
            n = (k * k * f[2] + l.get("bias", True)) * l["filters"]
            f = ((f[0] + 2 * p - k) // s + 1, (f[1] + 2 * p - k) // s + 1, l["filters"])
        elif l["kind"] == "pool":
            s = l.get("s", 2)
            if l.get("ceil"):
                f = tuple(len(range(0, max(v - k, 0) + s, s)) - (-(-(v - k) // s) * s >= v) for v in f[:2]) + f[2:]
            else:
                f = ((f[0] - k) // s + 1, (f[1] - k) // s + 1, f[2])
        elif l["kind"] == "flatten":
            f = (math.prod(f),)
        elif l["kind"] == "dense":
            n = (math.prod(f) + l.get("bias", True)) * l["units"]
            f = (l["units"],)
        filas.append((l["kind"], f, n))
    return filas + [("total", f, sum(fila[2] for fila in filas))]
