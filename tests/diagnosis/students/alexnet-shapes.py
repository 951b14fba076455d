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
