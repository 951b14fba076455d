"""What is asked: YAML becomes exercises, specifications arrays, and the reference says what is right."""
