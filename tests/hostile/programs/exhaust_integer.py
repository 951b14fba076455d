def conv2d(x, w):
    return len(str(9 ** 9 ** 9))
