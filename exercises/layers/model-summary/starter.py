def model_summary(layers, in_shape):
    """Resumen como el de Keras / a summary as Keras prints it.

    Lista de tuplas (kind, forma de salida, parámetros), y al final ("total", forma final, suma).
    List of tuples (kind, output shape, parameters), and at the end ("total", final shape, sum).
    """
    raise NotImplementedError
