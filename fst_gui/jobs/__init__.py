"""The engine thread: the only threading in the project."""
