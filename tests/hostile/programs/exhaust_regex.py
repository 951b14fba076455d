import re

def conv2d(x, w):
    return re.match('(a+)+$', 'a' * 64 + 'b')
