def layer_shape(layer, in_shape):
    """Forma de la salida de la capa `layer` (un dict) con entrada in_shape, en orden (H, W, C).

    Shape of the output of the layer `layer` (a dict) for the input in_shape, in the order (H, W, C).
    """
    raise NotImplementedError
