"""What is asked: YAML files become exercises, specifications become arrays, the reference gives what is expected."""
