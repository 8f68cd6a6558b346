"""The starting texts of the handbooks: files in Markdown, and the tables that tie them to pages, roles, tasks and services."""
