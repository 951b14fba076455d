def out_size(i, k, p=0, s=1, strict=False):
    """Tamaño de la salida, un int: entrada i, kernel k, p ceros por extremo, stride s.

    Output size, an int: input i, kernel k, p zeros at each end, stride s.
    """
    raise NotImplementedError
