import os

def conv2d(x, w):
    kept = []
    while True:
        kept.append(os.dup(1))
