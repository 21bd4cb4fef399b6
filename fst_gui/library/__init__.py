"""All file I/O: photos, style packs, the gallery and settings."""
