def out_size(i, k, p=0, s=1, strict=False):
    libre = i + 2 * p - k
    if libre < 0:
        raise ValueError("el kernel no cabe en la entrada")
    if strict and libre % s != 0:
        raise ValueError("no encaja")
    return libre // s + 1


def pad_amounts(i, k, s=1, mode="same"):
    if mode == "valid":
        return (0, 0)
    if mode == "full":
        return (k - 1, k - 1)
    salida = -(-i // s)
    total = max((salida - 1) * s + k - i, 0)
    antes = total // 2
    return (antes, total - antes)
