def pad_amounts(i, k, s=1, mode="same"):
    """Ceros (antes, después) de un eje de tamaño i para un kernel k y stride s; mode: valid, same o full.

    Zeros (before, after) of an axis of size i for a kernel k and stride s; mode: valid, same or full.
    """
    raise NotImplementedError
