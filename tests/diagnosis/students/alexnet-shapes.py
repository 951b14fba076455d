import math


# %% 1
def shape_trace(layers, in_shape):
    formas = []
    f = tuple(in_shape)
    for l in layers:
        k = l["kind"]
        if k == "conv":
            n = lambda d: (d + 2 * l.get("p", 0) - l["k"]) // l.get("s", 1) + 1
            f = (n(f[0]), n(f[1]), l["filters"])
        elif k == "pool":
            s = l.get("s", l["k"])
            o = []
            for d in f[:2]:
                n = (d - l["k"]) // s + 1
                if l.get("ceil"):
                    n = max(math.ceil((d - l["k"]) / s) + 1, 1)
                    n -= (n - 1) * s >= d
                o.append(n)
            f = (o[0], o[1], f[2])
        elif k == "flatten":
            f = (math.prod(f),)
        elif k == "dense":
            f = (l["units"],)
        formas.append(f)
    return formas


# %% 2
def shape_trace(layers, in_shape):
    f = tuple(in_shape)
    formas = [f]
    for l in layers:
        k = l["kind"]
        if k == "conv":
            n = lambda d: (d + 2 * l.get("p", 0) - l["k"]) // l.get("s", 1) + 1
            f = (n(f[0]), n(f[1]), l["filters"])
        elif k == "pool":
            s = l.get("s", l["k"])
            o = []
            for d in f[:2]:
                n = (d - l["k"]) // s + 1
                if l.get("ceil"):
                    n = max(math.ceil((d - l["k"]) / s) + 1, 1)
                    n -= (n - 1) * s >= d
                o.append(n)
            f = (o[0], o[1], f[2])
        elif k == "flatten":
            f = (math.prod(f),)
        elif k == "dense":
            f = (l["units"],)
        else:
            continue
        formas.append(f)
    return formas

# %% 3
def shape_trace(layers, in_shape):
    formas = [tuple(in_shape)]
    for l in layers:
        f, k = formas[-1], l.get("k")
        if l["kind"] == "conv":
            s, p = l.get("s", 1), l.get("p", 0)
            f = ((f[0] + 2 * p - k) // s + 1, (f[1] + 2 * p - k) // s + 1, l["filters"])
        elif l["kind"] == "pool":
            redondeo = math.ceil if l.get("ceil") else math.floor
            s = l.get("s", k)
            f = (redondeo((f[0] - k) / s) + 1, redondeo((f[1] - k) / s) + 1, f[2])
        elif l["kind"] == "flatten":
            f = (math.prod(f),)
        elif l["kind"] == "dense":
            f = (l["units"],)
        formas.append(f)
    return formas
