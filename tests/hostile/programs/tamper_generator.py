import itertools

def conv2d(x, w):
    return itertools.count()
