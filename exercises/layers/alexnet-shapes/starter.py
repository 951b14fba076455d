def shape_trace(layers, in_shape):
    """Formas a lo largo de una red / shapes along a network.

    Lista de tuplas: la entrada y la salida de cada capa / list of tuples: the input, and each layer's output.
    """
    raise NotImplementedError
