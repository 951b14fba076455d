import sys
sys.setrecursionlimit(10 ** 9)

def conv2d(x, w):
    return conv2d(x, w)
