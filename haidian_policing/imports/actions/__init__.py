"""The verbs of an import: take in, check, write, take back, discard."""
