def net_report(name):
    """Informe de una red famosa / report on a famous network.

    name: "lenet-5", "alexnet", "vgg-13", "vgg-16", "vgg-19", "googlenet", "resnet-18", "resnet-50", "resnet-152".
    Diccionario / dict {"conv": int, "fc": int, "layers": int, "blocks": int, "params": int}.
    """
    raise NotImplementedError
