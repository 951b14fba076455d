import time

def conv2d(x, w):
    time.sleep(1000)
