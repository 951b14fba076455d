import math


# %% 1
def layer_shape(layer, in_shape):
    k = layer["kind"]
    if k == "conv":
        n = lambda d: (d + layer.get("p", 0) - layer["k"]) // layer.get("s", 1) + 1
        return (n(in_shape[0]), n(in_shape[1]), layer["filters"])
    if k == "pool":
        K = layer["k"]
        s = layer.get("s", K)
        out = []
        for d in in_shape[:2]:
            if layer.get("ceil"):
                o = max(math.ceil((d - K) / s) + 1, 1)
                if (o - 1) * s >= d:
                    o -= 1
            else:
                o = (d - K) // s + 1
            out.append(o)
        return (*out, in_shape[2])
    if k == "flatten":
        return (math.prod(in_shape),)
    if k == "dense":
        return (layer["units"],)
    return tuple(in_shape)


# %% 2
def layer_shape(layer, in_shape):
    k = layer["kind"]
    if k == "conv":
        n = lambda d: (d + 2 * layer.get("p", 0) - layer["k"]) // layer.get("s", 1) + 1
        return (n(in_shape[0]), n(in_shape[1]), in_shape[2])
    if k == "pool":
        K = layer["k"]
        s = layer.get("s", K)
        out = []
        for d in in_shape[:2]:
            if layer.get("ceil"):
                o = max(math.ceil((d - K) / s) + 1, 1)
                if (o - 1) * s >= d:
                    o -= 1
            else:
                o = (d - K) // s + 1
            out.append(o)
        return (*out, in_shape[2])
    if k == "flatten":
        return (math.prod(in_shape),)
    if k == "dense":
        return (layer["units"],)
    return tuple(in_shape)


# %% 3
def layer_shape(layer, in_shape):
    k = layer["kind"]
    if k == "conv":
        n = lambda d: (d + 2 * layer.get("p", 0) - layer["k"]) // layer.get("s", 1) + 1
        return (n(in_shape[0]), n(in_shape[1]), layer["filters"])
    if k == "pool":
        K = layer["k"]
        s = layer.get("s", K)
        return ((in_shape[0] - K) // s + 1, (in_shape[1] - K) // s + 1, in_shape[2])
    if k == "flatten":
        return (math.prod(in_shape),)
    if k == "dense":
        return (layer["units"],)
    return tuple(in_shape)


# %% 4
def layer_shape(layer, in_shape):
    return tuple(in_shape)
