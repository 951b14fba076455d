import numpy as np

def relu(z):
    return np.maximum(z, np.float(0))

def leaky_relu(z, eps=0.01):
    return np.where(z > 0, z, eps * z)
