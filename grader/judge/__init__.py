"""What it is worth: answers are compared, points are counted, misconceptions are named."""
