import math


# %% 1
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return (0, 0)
    elif mode == "full":
        return (k - 1, k - 1)
    else:
        p = k // 2
        return (p, p)


# %% 2
def pad_amounts(i, k, s=1, mode="same"):
    modos = {"valid": 0, "same": (k - 1) // 2, "full": k - 1}
    return modos[mode], modos[mode]


# %% 3
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    total = k - 1
    antes = total // 2
    return antes, total - antes


# %% 4
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    total = max((math.ceil(i / s) - 1) * s + k - i, 0)
    despues = total // 2
    antes = total - despues
    return antes, despues


# %% 5
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    salida = math.ceil(i / s)
    total = (salida - 1) * s + k - i
    return total // 2, total - total // 2


# %% 6
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "same":
        o = i // s
        falta = (o - 1) * s + k - i
        if falta < 0:
            falta = 0
        a = falta // 2
        return a, falta - a
    if mode == "full":
        return k - 1, k - 1
    return 0, 0


# %% 7
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "full":
        return (k, k)
    if mode == "same":
        t = max((-(-i // s) - 1) * s + k - i, 0)
        return (t // 2, t - t // 2)
    return (0, 0)


# %% 8
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    total = max((math.ceil(i / s) - 1) * s + k - i, 0)
    return 0, total


# %% 9
def pad_amounts(i, k, s=1, mode="same"):
    total = {"valid": 0, "full": 2 * k - 2, "same": max((math.ceil(i / s) - 1) * s + k - i, 0)}[mode]
    if mode == "full":
        return total // 2, total // 2
    return total, 0


# %% 10
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    total = max((math.ceil(i / s) - 1) * s + k - i, 0)
    return total // 2, total - total // 2


# %% 11
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k, k
    total = max((math.ceil(i / s) - 1) * s + k - i, 0)
    return math.ceil(total / 2), total // 2


# %% 12
def pad_amounts(i, k, s=1, mode="same"):
    return {"valid": (0, 0), "same": (k // 2, k // 2), "full": (k, k)}[mode]


# %% 13
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    t = (math.ceil(i / s) - 1) * s + k - i
    return t - t // 2, t // 2


# %% 14
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    p = ((i - 1) * s + k - i) // 2
    return p, p


# %% 15
def pad_amounts(i, k, s=1, mode="same"):
    return (1, 1)


# %% 16
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    t = (math.ceil(i / s) - 1) * s + k - i
    return abs(t) // 2, abs(t) - abs(t) // 2


# %% 17
def pad_amounts(i, k, s=1, mode="same"):
    if mode != "same":
        lado = 0 if mode == "valid" else k - 1
        return [lado, lado]
    resto = i % s
    total = k - s if resto == 0 else k - resto
    total = total if total > 0 else 0
    return [total >> 1, (total + 1) >> 1]


# %% 18
import numpy as np


def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return np.array([0, 0])
    if mode == "full":
        return np.array([k - 1] * 2)
    total = int(np.clip((np.ceil(i / s) - 1) * s + k - i, 0, None))
    return np.array([total // 2, total - total // 2])


# %% 19
def pad_amounts(i, k, s=1, mode="same"):
    p = 0
    if mode == "same":
        p = int(k / 2)
    if mode == "full":
        p = k - 1
    return p, p


# %% 20
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "full":
        return k - 1, k - 1
    if mode == "valid":
        return 0, 0
    antes = (k - 1) // 2
    return antes, k - 1 - antes


# %% 21
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "full":
        return k - 1, k - 1
    if mode == "valid":
        return 0, 0
    out = int(i / s)
    total = max(0, s * (out - 1) + k - i)
    return total // 2, total - total // 2


# %% 22
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return 0, 2 * (k - 1)
    total = max(0, s * (math.ceil(i / s) - 1) + k - i)
    return 0, total


# %% 23
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    total = 2 * k if mode == "full" else max(0, s * (math.ceil(i / s) - 1) + k - i)
    return total // 2, total - total // 2


# %% 24
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    total = 2 * k if mode == "full" else s * (math.ceil(i / s) - 1) + k - i
    return total // 2, total - total // 2


# %% 25
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k - 1, k - 1
    return k // 2, k - 1 - k // 2


# %% 26
def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return 0, 0
    if mode == "full":
        return k + 1, k + 1
    total = max(0, s * (math.ceil(i / s) - 1) + k - i)
    return total // 2, total // 2


# %% 27
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'valid':
        return 0, 0
    if mode == 'full':
        return k - 1, k - 1
    if mode != 'same':
        raise ValueError(mode)
    salida = -(-i // s)
    total = max(0, (salida - 1) * s + k - i)
    lado = total // 2
    return [lado, lado]


# %% 28
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'same':
        total = k - 1
        return total // 2, total - total // 2
    elif mode == 'full':
        return k - 1, k - 1
    return 0, 0


# %% 29
import math
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'valid':
        return (0, 0)
    if mode == 'full':
        return (k - 1, k - 1)
    o = math.ceil(i / s)
    t = max((o - 1) * s + k - i, 0)
    antes = despues = t // 2
    if t % 2 == 1:
        antes += 1
    return (antes, despues)


# %% 30
def pad_amounts(i, k, s=1, mode='same'):
    opciones = {'valid': (0, 0), 'full': (k - 1, k - 1)}
    if mode in opciones:
        return opciones[mode]
    out = (i + s - 1) // s
    total = s * (out - 1) + k - i
    return total // 2, total - total // 2


# %% 31
import numpy as np


def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'full':
        izq = der = 0
        while izq < k:
            izq += 1
            der += 1
        return izq, der
    if mode == 'valid':
        return 0, 0
    total = (int(np.ceil(i / s)) - 1) * s + k - i
    if total < 0:
        total = 0
    return total // 2, total - total // 2


# %% 32
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'valid':
        return 0, 0
    if mode == 'full':
        return k - 1, k - 1
    return k // 2, (k - 1) // 2


# %% 33
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'full':
        return k - 1, k - 1
    if mode == 'valid':
        return 0, 0
    salida = int(i / s)
    falta = (salida - 1) * s + k - i
    if falta <= 0:
        return 0, 0
    a = falta // 2
    return a, falta - a


# %% 34
def pad_amounts(i, k, s=1, mode='same'):
    antes = despues = 0
    if mode == 'full':
        antes = despues = k - 1
    elif mode == 'same':
        objetivo = -(-i // s)
        while (i + despues - k) < (objetivo - 1) * s:
            despues += 1
    return antes, despues


# %% 35
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'same':
        return (int(k / 2),) * 2
    return {'valid': (0, 0), 'full': (k - 1, k - 1)}[mode]


# %% 36
import numpy as np


def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'valid':
        return 0, 0
    if mode == 'full':
        return k - 1, k - 1
    total = (int(np.ceil(i / s)) - 1) * s + k - i
    antes = int(total / 2)
    return antes, total - antes


# %% 37
def pad_amounts(i, k, s=1, mode='same'):
    if mode == 'valid':
        return 0, 0
    if mode == 'full':
        return k - 1, k - 1
    resto = i % s
    total = k - s if resto == 0 else k - resto
    return total // 2, total - total // 2
