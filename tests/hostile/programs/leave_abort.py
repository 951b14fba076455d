import os

def conv2d(x, w):
    os.abort()
