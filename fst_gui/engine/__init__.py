"""The painting engine: pure PyTorch, usable without the window."""
