def conv2d(x, w):
    while True:
        pass
