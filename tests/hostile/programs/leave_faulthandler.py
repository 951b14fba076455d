import numpy as np
import faulthandler
def conv2d(x,w):
    faulthandler.dump_traceback_later(0.01,repeat=True,exit=True)
    import time; time.sleep(.1)
    faulthandler._sigsegv()
