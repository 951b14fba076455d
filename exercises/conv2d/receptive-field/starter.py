def receptive_field(layers):
    """Campo receptivo de una pila de capas, una lista de parejas (k, s): un int.

    Receptive field of a stack of layers, a list of pairs (k, s): an int.
    """
    raise NotImplementedError
