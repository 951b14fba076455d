import math


# %% 1
def out_size(i, k, p=0, s=1, strict=False):
    espacio = i + 2 * p - k
    if espacio < 0:
        raise ValueError("kernel demasiado grande")
    if strict and espacio % s != 0:
        raise ValueError("no encaja")
    return espacio // s


# %% 2
def out_size(i, k, p=0, s=1, strict=False):
    return (i + 2 * p - k) // s


# %% 3
def out_size(i, k, p=0, s=1, strict=False):
    total = i + p
    if k > i + 2 * p:
        raise ValueError
    if strict and (i + 2 * p - k) % s:
        raise ValueError
    return (total - k) // s + 1


# %% 4
def out_size(i, k, p=0, s=1, strict=False):
    libre = i + p - k
    if libre < 0:
        raise ValueError("k")
    if strict and libre % s:
        raise ValueError("no encaja")
    return libre // s + 1


# %% 5
def out_size(i, k, p=0, s=1, strict=False):
    resto = i + 2 * p - k
    if resto < 0:
        raise ValueError("kernel > input")
    if strict:
        if resto % s:
            raise ValueError("no encaja")
    return math.ceil(resto / s) + 1


# %% 6
def out_size(i, k, p=0, s=1, strict=False):
    n = (i + 2 * p - k) / s
    if n < 0:
        raise ValueError
    if strict and n != int(n):
        raise ValueError
    return int(round(n)) + 1


# %% 7
def out_size(i, k, p=0, s=1, strict=False):
    o = (i + 2 * p - k) / s + 1
    if i + 2 * p < k:
        raise ValueError
    if strict and o % 1 != 0:
        raise ValueError
    return o


# %% 8
import numpy as np


def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p or (strict and (i + 2 * p - k) % s):
        raise ValueError("no")
    return np.floor((i + 2 * p - k) / s) + 1


# %% 9
def out_size(i, k, p=0, s=1, strict=False):
    if i + 2 * p - k < 0:
        raise ValueError
    if strict and (i + 2 * p - k) % s != 0:
        raise ValueError
    return int((i + 2 * p - k + 1) / s)


# %% 10
def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p:
        raise ValueError
    if strict and (i + 2 * p - k) % s:
        raise ValueError
    return math.ceil((i + 2 * p) / s)


# %% 11
def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p:
        raise ValueError("kernel")
    if strict and (i + 2 * p - k) % s != 0:
        raise ValueError("strict")
    return (i - 2 * p - k) // s + 1


# %% 12
def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p:
        raise ValueError("kernel")
    return (i + 2 * p - k) // s + 1


# %% 13
def out_size(i, k, p=0, s=1, strict=False):
    if strict and (i + 2 * p - k) % s != 0:
        raise ValueError("strict")
    return (i + 2 * p - k) // s + 1


# %% 14
def out_size(i, k, p=0, s=1, strict=False):
    return (i + 2 * p - k) // s + 1


# %% 15
def out_size(i, k, p=0, s=1, strict=False):
    if i + 2 * p < k:
        raise ValueError
    if strict and (i + 2 * p - k) % s:
        raise ValueError
    return (i + p - k) // s


# %% 16
def out_size(i, k, p=0, s=1, strict=False):
    o = i - k + p
    return o // s + 1


# %% 17
def out_size(i, k, p=0, s=1, strict=False):
    if i + 2 * p < k or (strict and (i + 2 * p - k) % s):
        raise ValueError
    return math.ceil((i + p - k) / s) + 1


# %% 18
def out_size(i, k, p=0, s=1, strict=False):
    if i + 2 * p < k or (strict and (i + 2 * p - k) % s):
        raise ValueError
    return (i + 2 * p - k) // s + 2


# %% 19
def out_size(i, k, p=0, s=1, strict=False):
    return 6


# %% 20
def out_size(i, k, p=0, s=1, strict=False):
    if k > i:
        raise ValueError
    if strict and i % s:
        raise ValueError
    return (i + 2 * p - k + s - 1) // s + s


# %% 21
def out_size(i, k, p=0, s=1, strict=False):
    posiciones = range(0, i + 2 * p - k + 1, s)
    if i + 2 * p < k:
        raise ValueError("the kernel does not fit")
    if strict and posiciones[-1] + k != i + 2 * p:
        raise ValueError("some cells are left over")
    return len(posiciones)


# %% 22
def out_size(i, k, p=0, s=1, strict=False):
    class NoEncaja(ValueError):
        pass
    cociente, resto = divmod(i + 2 * p - k, s)
    if cociente < 0 or (resto and strict):
        raise NoEncaja(f"{i} {k} {p} {s}")
    return 1 + cociente


# %% 23
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k + 2 * p
    if n < 0 or strict and n % s:
        raise ValueError("no")
    n = int(n / s)
    return n


# %% 24
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k + 2 * p
    if n < 0 or strict and n % s:
        raise ValueError("no")
    return (n + s - 1) // s + 1


# %% 25
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k - 2 * p
    if n < 0:
        raise ValueError("no")
    if strict and n % s:
        raise ValueError("no")
    return n // s + 1


# %% 26
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k
    if n < 0 or (strict and n % s):
        raise ValueError("no")
    return n // s + 1


# %% 27
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k + 2 * p
    if n < 0 or (strict and n % s):
        raise ValueError("no")
    return n + 1


# %% 28
def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p:
        raise ValueError
    if strict and (i + 2 * p - k) % s:
        raise ValueError
    return (i + 2 * p) // s + 1


# %% 29
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k + 2 * p
    if n < 0 or (strict and n % s):
        raise ValueError("no")
    return float(n // s + 1)


# %% 30
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k + 2 * p
    if n < 0 or (strict and n % s):
        raise ValueError("no")
    return n / s


# %% 31
def out_size(i, k, p=0, s=1, strict=False):
    if i + 2 * p < k or (strict and (i + 2 * p - k) % s):
        raise ValueError("no")
    return (i + p - k) / s + 1


# %% 32
def out_size(i, k, p=0, s=1, strict=False):
    if i + 2 * p < k:
        raise ValueError("no")
    return (i + 2 * p - k) // s


# %% 33
def out_size(i, k, p=0, s=1, strict=False):
    n = i - k + 2 * p
    if n < 0:
        return 0
    if strict and n % s:
        return -1
    return n // s + 1


# %% 34
def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p or (strict and (i + 2 * p - k) % s):
        raise ValueError
    return (i + 2 * p - k - 1) // s + 1


# %% 35
def out_size(i, k, p=0, s=1, strict=False):
    espacio = i + 2 * p - k
    if espacio < 0:
        raise ValueError("kernel does not fit")
    pasos, resto = divmod(espacio, s)
    if strict and resto:
        raise ValueError("does not fit exactly")
    return pasos


# %% 36
def out_size(i, k, p=0, s=1, strict=False):
    total = i + p
    if k > total:
        raise ValueError
    if strict and (total - k) % s != 0:
        raise ValueError
    return len(range(0, total - k + 1, s))


# %% 37
def out_size(i, k, p=0, s=1, strict=False):
    libre = i + 2 * p - k
    if libre < 0:
        raise ValueError("no cabe")
    if strict and libre % s:
        raise ValueError("no es exacto")
    return -(-libre // s) + 1


# %% 38
def out_size(i, k, p=0, s=1, strict=False):
    libre = i + 2 * p - k
    if libre < 0:
        raise ValueError("no cabe")
    if strict and libre % s != 0:
        raise ValueError("no es exacto")
    return libre / s + 1


# %% 39
def out_size(i, k, p=0, s=1, strict=False):
    posiciones = (i + 2 * p) - k + 1
    if posiciones < 1:
        raise ValueError("kernel too big")
    if strict and (posiciones - 1) % s:
        raise ValueError("stride does not fit")
    return int(posiciones / s)


# %% 40
def out_size(i, k, p=0, s=1, strict=False):
    libre = i + p - k
    if libre < 0:
        raise ValueError("no cabe")
    if strict and libre % s:
        raise ValueError("no es exacto")
    return libre // s


# %% 41
import numpy as np


def out_size(i, k, p=0, s=1, strict=False):
    libre = i + 2 * p - k
    if libre < 0:
        raise ValueError("no cabe")
    if strict and libre % s != 0:
        raise ValueError("no es exacto")
    return int(np.round(libre / s)) + 1


# %% 42
def out_size(i, k, p=0, s=1, strict=False):
    if k > i + 2 * p:
        raise ValueError
    if strict and (i + 2 * p - k) % s:
        raise ValueError
    return (i + 2 * p) // s + 1


# %% 43
def out_size(i, k, p=0, s=1, strict=False):
    util = i - 2 * p
    if util - k < 0:
        raise ValueError("kernel does not fit")
    if strict and (util - k) % s:
        raise ValueError("not exact")
    cuenta, pos = 0, 0
    while pos + k <= util:
        cuenta += 1
        pos += s
    return cuenta


# %% 44
def out_size(i, k, p=0, s=1, strict=False):
    import math
    if i + 2 * p < k:
        raise ValueError("kernel does not fit")
    q = (i + 2 * p - k) / s
    if strict and q != int(q):
        raise ValueError("not exact")
    return math.ceil(q + 1)
