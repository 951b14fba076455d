def forever():
    while True:
        pass

TABLE = forever()

def conv2d(x, w):
    return TABLE
