"""The networks: perceptual (full VGG19), encoder, recurrent, interpolation, discriminator."""
