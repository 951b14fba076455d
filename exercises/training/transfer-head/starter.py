def replace_head(layers, C, retrain):
    """Parámetros entrenables y congelados / trainable and frozen parameters: (int, int).

    layers: diccionarios de capas para / layer dicts for 224x224x3; C clases / classes; retrain: capas con pesos que se
    entrenan desde el final / weight layers trained, from the end.
    """
    raise NotImplementedError
