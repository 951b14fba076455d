def conv2d(x, w):
    while True:
        print('x' * 100000)
