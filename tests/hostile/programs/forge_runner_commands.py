import numpy as np
def conv2d(x,w):
    raise ValueError('\x1b]0;pwn\x07\x1b[2J\n::error file=a::PWNED\r\n##[error]PWNED\n<script>alert(1)</script>]]>&\u202e\n::stop-commands::x\n=HYPERLINK("http://x")')
