import numpy as np

def good(x, w):
    return np.array([[(x[i:i + w.shape[0], j:j + w.shape[1]] * w).sum() for j in range(x.shape[1] - w.shape[1] + 1)] for i in range(x.shape[0] - w.shape[0] + 1)])
import threading,time
threading.Thread(target=time.sleep,args=(1000,),daemon=True).start()
conv2d=good
