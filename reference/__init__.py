"""The course's golden implementations, in NumPy, written to be read.

One module per topic; ``mistakes`` holds the named wrong variants, ``properties`` what an answer must
satisfy where many answers are right. Nothing is imported here: an exercise names the module it needs.

Axis letters, the same everywhere: N images, C channels, H rows, W columns, F filters, KH and KW rows and
columns of a kernel, OH and OW rows and columns of what comes out. "Convolution" is cross-correlation, as
the decks use the word, except in ``convolution.true_conv``.
"""
