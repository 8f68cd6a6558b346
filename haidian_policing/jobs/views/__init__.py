"""Pages of jobs and of notices."""
