"""The pages of the workstations."""
