"""Training: the three stages, their layered phases, the GAN iterations."""
