def fc_weights(shape, units=1, bias=False):
    """Parámetros de una capa densa de `units` neuronas sobre una imagen de forma `shape`.

    Parameters of a dense layer of `units` neurons over an image of shape `shape`.
    """
    raise NotImplementedError
