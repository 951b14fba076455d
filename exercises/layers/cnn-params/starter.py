def n_params(layer, in_shape):
    """Número de parámetros de una capa / number of parameters of a layer (int).

    layer: {"kind": "conv", "k": 5, "filters": 32, "s": 1, "p": 0, "bias": True}, {"kind": "pool", …},
    {"kind": "dense", "units": 10, "bias": True}, …; in_shape: (H, W, C) o/or (n,).
    """
    raise NotImplementedError
