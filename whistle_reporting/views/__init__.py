"""The pages of whistle and report."""
