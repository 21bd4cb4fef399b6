"""Measuring painted pictures: how close to the photo, how close to the painting."""
