"""The launcher, tried with real processes."""
