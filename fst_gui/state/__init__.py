"""What the app knows: snapshots, signals and verbs; no widgets."""
