import numpy as np

def conv1d(x, w):
    y = np.zeros(len(x) - len(w) + 1, dtype=np.float)
    for i in xrange(len(y)):
        y[i] = sum(x[i:i+len(w)] * w)
    print "listo"
    return y
