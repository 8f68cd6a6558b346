"""Everything that brings the portal up: its environment, its own PostgreSQL and Valkey, and the processes under one parent."""
