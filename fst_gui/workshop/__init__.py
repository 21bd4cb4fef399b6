"""Engine and library put together, without Qt: what the window and the command line call."""
