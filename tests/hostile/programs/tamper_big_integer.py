def conv2d(x, w):
    return 10 ** 100000
