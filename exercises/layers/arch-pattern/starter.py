def expand_pattern(N, M, K, pool=True):
    """INPUT → [[CONV → ReLU]*N → POOL?]*M → [FC → ReLU]*K → FC.

    Lista de textos / list of text: "INPUT", "CONV", "ReLU", "POOL", "FC".
    """
    raise NotImplementedError
