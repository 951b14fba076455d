"""Files of a submission from plain text, as the child is given them."""


def files_of(files):
    """Turn {path: text or list of cell texts} into what ``Program`` takes."""
    return [
        {
            "path": path,
            "cells": [{"number": None, "text": content}]
            if isinstance(content, str)
            else [{"number": n, "text": text} for n, text in enumerate(content, 1)],
        }
        for path, content in sorted(files.items())
    ]
