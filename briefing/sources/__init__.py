"""What is read from the web: bytes through one guarded door, feeds out of bytes."""
