"""The pages of the grids, one file per noun."""
