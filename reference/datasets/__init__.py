"""Data sets for the training exercises: (images, labels, names of the classes).

Images are float arrays between 0 and 1, (N, H, W) in grey or (N, C, H, W) in colour; labels count from 0.
Who asks splits and disturbs them. The original files of a set lie in a folder of this machine: nothing is
downloaded.
"""
