"""Widgets: they render snapshots and call verbs."""
