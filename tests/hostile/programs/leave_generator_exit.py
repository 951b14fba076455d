def conv2d(x, w):
    raise GeneratorExit
