"""The pages of the teams."""
