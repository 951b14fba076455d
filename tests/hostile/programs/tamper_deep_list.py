def conv2d(x, w):
    a = []
    for _ in range(100000):
        a = [a]
    return a
