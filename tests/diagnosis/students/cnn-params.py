import math


# %% 1
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return layer["k"] ** 2 * in_shape[-1] * layer["filters"]
    if layer["kind"] == "dense":
        return in_shape[0] * layer["units"]
    return 0


# %% 2
def n_params(layer, in_shape):
    sesgo = 1 if layer.get("bias", True) else 0
    if layer["kind"] == "conv":
        k, f, c = layer["k"], layer["filters"], in_shape[2]
        return k * k * c * f + sesgo
    elif layer["kind"] == "dense":
        return in_shape[0] * layer["units"] + sesgo
    else:
        return 0


# %% 3
def n_params(layer, in_shape):
    tipo = layer["kind"]
    bias = layer.get("bias", True)
    if tipo == "conv":
        n = layer["k"] * layer["k"] * layer["filters"]
        if bias:
            n += layer["filters"]
        return n
    if tipo == "dense":
        return (in_shape[0] + bool(bias)) * layer["units"]
    return 0


# %% 4
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        por_canal = layer["k"] ** 2 + b
        return por_canal * in_shape[-1] * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 5
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    match layer["kind"]:
        case "conv":
            return (layer["k"] * in_shape[2] + b) * layer["filters"]
        case "dense":
            return (in_shape[0] + b) * layer["units"]
    return 0


# %% 6
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        H, W, C = in_shape
        k, s, p = layer["k"], layer.get("s", 1), layer.get("p", 0)
        oh = (H + 2 * p - k) // s + 1
        ow = (W + 2 * p - k) // s + 1
        return (k * k * C + b) * layer["filters"] * oh * ow
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 7
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        H, W, C = in_shape
        k = layer["k"]
        return (k * k * C + b) * layer["filters"] * (H - k + 1) * (W - k + 1)
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 8
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return (layer["k"] ** 2 * in_shape[-1] + 1) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + 1) * layer["units"]
    return 0


# %% 9
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return layer["k"] ** 2 * in_shape[-1] + b
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 10
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return layer["k"] ** 2 * in_shape[-1] + b
    if layer["kind"] == "dense":
        return in_shape[0] + b
    return 0


# %% 11
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return layer["k"] * layer["k"] * layer["filters"]
    if layer["kind"] == "dense":
        return in_shape[0] * layer["units"]
    return 0


# %% 12
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return (layer["k"] * in_shape[-1] + 1) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + 1) * layer["units"]
    return 0


# %% 13
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return layer["k"] * layer["k"] * in_shape[-1]
    if layer["kind"] == "dense":
        return in_shape[0] * layer["units"]
    return 0


# %% 14
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return (layer["k"] * layer["k"] * in_shape[-1] + 1) * layer["filters"] + layer["k"]
    if layer["kind"] == "dense":
        return (in_shape[0] + 1) * layer["units"] + 1
    return 0


# %% 15
def n_params(layer, in_shape):
    return 0


# %% 16
def n_params(layer, in_shape):
    entradas = {"conv": lambda: layer["k"] ** 2 * in_shape[-1], "dense": lambda: math.prod(in_shape)}
    salidas = layer.get("filters", layer.get("units", 0))
    contar = entradas.get(layer["kind"])
    return (contar() + layer.get("bias", True)) * salidas if contar else 0


# %% 17
def n_params(layer, in_shape):
    total = 0
    if layer["kind"] == "conv":
        H, W, C = in_shape
        total = layer["k"] * layer["k"] * C * layer["filters"]
    elif layer["kind"] == "dense":
        total = math.prod(in_shape) * layer["units"]
    return total


# %% 18
def n_params(layer, in_shape):
    b = 1 if layer.get("bias", True) else 0
    if layer["kind"] == "conv":
        return (layer["k"] ** 2 + b) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 19
def n_params(layer, in_shape):
    b = 1 if layer.get("bias", True) else 0
    if layer["kind"] == "conv":
        return layer["k"] ** 2 * in_shape[-1] * layer["filters"] + b
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 20
def n_params(layer, in_shape):
    b = 1 if layer.get("bias", True) else 0
    if layer["kind"] == "conv":
        return layer["k"] ** 2 * in_shape[-1] * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 21
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        pesos = layer["k"] * in_shape[-1]
        n = layer["filters"]
    elif layer["kind"] == "dense":
        pesos, n = in_shape[0], layer["units"]
    else:
        return 0
    if layer.get("bias", True):
        pesos += 1
    return pesos * n


# %% 22
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return (layer["k"] ** 2 * in_shape[-1] + 1) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 23
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return (layer["k"] ** 2 * in_shape[-1] + b) * layer["filters"] * in_shape[0] * in_shape[1]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 24
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return (layer["k"] ** 2 + 1) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + 1) * layer["units"]
    return 0


# %% 25
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return layer["k"] * in_shape[-1] * layer["filters"]
    if layer["kind"] == "dense":
        return in_shape[0] * layer["units"]
    return 0


# %% 26
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return (layer["k"] ** 2 * in_shape[0] + b) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 27
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        return (layer["k"] * 4 * in_shape[-1] + b) * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 28
def n_params(layer, in_shape):
    k=layer['kind']; b=bool(layer.get('bias',True))
    if k=='conv': return layer['filters']*in_shape[-1]*(layer['k']**2+b)
    if k=='dense': return layer['units']*(in_shape[0]+b)
    return 0


# %% 29
def n_params(layer, in_shape):
    k=layer['kind']; b=bool(layer.get('bias',True))
    if k=='conv': return layer['filters']*in_shape[-1]*layer['k']**2+b
    if k=='dense': return layer['units']*in_shape[0]+b
    return 0


# %% 30
def n_params(layer, in_shape):
    k=layer['kind']; b=bool(layer.get('bias',True))
    if k=='conv':
        n=layer['filters']*(layer['k']**2*in_shape[-1]+b)
        return n*((in_shape[0]+2*layer.get('p',0)-layer['k'])//layer.get('s',1)+1)*((in_shape[1]+2*layer.get('p',0)-layer['k'])//layer.get('s',1)+1)
    if k=='dense': return layer['units']*(in_shape[0]+b)
    return 0


# %% 31
def n_params(layer, in_shape):
    k=layer['kind']; b=bool(layer.get('bias',True))
    if k=='conv': return layer['filters']*(layer['k']**2*in_shape[-1]-b)
    if k=='dense': return layer['units']*(in_shape[0]+b)
    return 0


# %% 32
import numpy as np


def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return int(np.prod([layer["k"], layer["k"], in_shape[-1], layer["filters"]]))
    if layer["kind"] == "dense":
        return int(np.prod(in_shape)) * layer["units"]
    return 0


# %% 33
def n_params(layer, in_shape):
    tipo = layer["kind"]
    sesgo = 1 if layer.get("bias", True) else 0
    if tipo == "conv":
        return layer["k"] * layer["k"] * in_shape[2] * layer["filters"] + sesgo
    elif tipo == "dense":
        return in_shape[0] * layer["units"] + sesgo
    return 0


# %% 34
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        total = 0
        for _ in range(layer["filters"]):
            total += layer["k"] ** 2
            if layer.get("bias", True):
                total += 1
        return total
    if layer["kind"] == "dense":
        return (in_shape[0] + int(layer.get("bias", True))) * layer["units"]
    return 0


# %% 35
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        por_filtro = layer["k"] * in_shape[-1] + b
        return por_filtro * layer["filters"]
    if layer["kind"] == "dense":
        return (in_shape[-1] + b) * layer["units"]
    return 0


# %% 36
import numpy as np


def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        k, F = layer["k"], layer["filters"]
        pesos = np.zeros((k, k, in_shape[2], F)).size
        return pesos + np.zeros(F).size
    if layer["kind"] == "dense":
        return (in_shape[0] + 1) * layer["units"]
    return 0


# %% 37
def n_params(layer, in_shape):
    b = 1 if layer.get("bias", True) else 0
    if layer["kind"] == "conv":
        total = 0
        for f in range(layer["filters"]):
            for c in range(in_shape[2]):
                total += layer["k"] * layer["k"] + b
        return total
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 38
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return layer["filters"] * layer["k"] ** 2
    if layer["kind"] == "dense":
        return in_shape[0] * layer["units"]
    return 0


# %% 39
def n_params(layer, in_shape):
    b = int(layer.get("bias", True))
    if layer["kind"] == "conv":
        H, W, C = in_shape
        k, s, p = layer["k"], layer.get("s", 1), layer.get("p", 0)
        oh, ow = (H + 2 * p - k) // s + 1, (W + 2 * p - k) // s + 1
        return (k * k * C + b) * layer["filters"] * oh * ow
    if layer["kind"] == "dense":
        return (in_shape[0] + b) * layer["units"]
    return 0


# %% 40
import numpy as np


def n_params(layer, in_shape):
    b = 1 if layer.get("bias", True) else 0
    if layer["kind"] == "conv":
        w = np.ones((layer["k"], layer["k"], in_shape[-1]))
        return w.size + b
    elif layer["kind"] == "dense":
        return layer["units"] * (in_shape[0] + b)
    else:
        return 0


# %% 41
def n_params(layer, in_shape):
    if layer["kind"] == "conv":
        return layer["filters"] * layer["k"] ** 2 * in_shape[-1]
    if layer["kind"] == "dense":
        return (in_shape[0] + int(layer.get("bias", True))) * layer["units"]
    return 0
