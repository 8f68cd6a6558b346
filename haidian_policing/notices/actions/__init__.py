"""Sending and confirming notices, following objects, the daily reminder, and webhooks."""
